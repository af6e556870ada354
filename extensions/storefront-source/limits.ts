/** The numbers of the script. In a file without imports, so that the bundler can write them where they are used. */

/** The server takes the same within ten seconds as one fact. */
export const SAME_FACT_MS = 10_000;

/** As long as analytics tools commonly wait. */
export const SESSION_IDLE_MS = 1_800_000;

/** The server cuts at these too. */
export const MAX_PATH_LENGTH = 255;
export const MAX_WORD_LENGTH = 100;

/** Some 40 kB of the 5 MB that a shop has in a browser. */
export const MAX_QUEUED = 200;
/** An older event hardly tells what somebody wants now. */
export const MAX_AGE_MS = 604_800_000;

/** The server takes no more at once. With the lengths above 50 events stay below its 64 kB. */
export const MAX_SENT = 50;
/** What happens within so long goes together, */
export const COLLECT_MS = 5_000;
/** unless there is more than this. */
export const ENOUGH = 20;
export const FIRST_PAUSE_MS = 2_000;
export const LONGEST_PAUSE_MS = 300_000;

/** A burst of changes of the cart is one look at it. */
export const LOOK_AFTER_MS = 500;
/** Themes write the chosen variant into the form or the address a moment after the choice. */
export const SETTLE_MS = 400;

export const SCROLLED_SHARE = 0.75;
/** Measured when scrolling pauses: not in its way, and nobody reads what flies past. */
export const SCROLL_PAUSE_MS = 400;
export const DWELLED_S = 30;

/** A longer text is no button's name. */
export const LABEL_LENGTH = 40;
/** How many elements from the clicked one outward can name it. Further out a name is the page's, not the part's. */
export const LEVELS = 4;
