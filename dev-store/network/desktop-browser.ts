/** How a person's browser names itself: the app takes a program that says what it is for a crawler. */
export const DESKTOP_BROWSER =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
