/** Puts an element at the end of a key's list. Where rows stay as they are, `Map.groupBy` does. */
export function addToList<K, V>(lists: Map<K, V[]>, key: K, element: V): void {
  const list = lists.get(key);
  if (list) list.push(element);
  else lists.set(key, [element]);
}
