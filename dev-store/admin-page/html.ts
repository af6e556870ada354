/** Text that is HTML already. Everything else that goes into a page is escaped. */
export class SafeHtml {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Insertable = SafeHtml | string | number | null | undefined | false | readonly Insertable[];

const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** Template tag: what is inserted is escaped, unless it is SafeHtml; null, undefined and false are nothing. */
export function html(parts: TemplateStringsArray, ...values: Insertable[]): SafeHtml {
  let text = parts[0] ?? "";
  values.forEach((value, index) => {
    text += insert(value) + (parts[index + 1] ?? "");
  });
  return new SafeHtml(text);
}

function insert(value: Insertable): string {
  if (value === null || value === undefined || value === false) return "";
  if (value instanceof SafeHtml) return value.text;
  if (typeof value === "string" || typeof value === "number") return escapeHtml(String(value));
  return value.map(insert).join("");
}

/** JSON for a <script type="application/json">, which no text in it can end. */
export function jsonScript(id: string, value: unknown): SafeHtml {
  const json = JSON.stringify(value).replaceAll("<", "\\u003c");
  return html`<script type="application/json" id="${id}">
    ${new SafeHtml(json)}
  </script>`;
}
