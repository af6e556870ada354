/** Gives each different text a number, from 0 on in the order in which they first come: columns of numbers take less room. */
export function numberTexts(): (text: string) => number {
  const numbers = new Map<string, number>();
  return (text) => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(text, number);
    return number;
  };
}
