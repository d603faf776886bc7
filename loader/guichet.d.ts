/* What a page can ask of Guichet. Calls made before the loader is there are kept:
   `(window.Guichet ||= []).push(["open", "refund"])`. */

export interface Guichet {
  /** Opens the panel; with a query, its results. */
  open(query?: string): void;
  /** Closes the panel. */
  close(): void;
  /** Opens the panel, or closes it. */
  toggle(): void;
  /** Shows the knowledge base in another of its languages (BCP 47 tag). */
  setLocale(tag: string): void;
  /** Calls one of the above by its name. */
  push(call: ["open", string?] | ["close"] | ["toggle"] | ["setLocale", string]): void;
}

declare global {
  interface Window {
    Guichet?: Guichet | Parameters<Guichet["push"]>[0][];
  }
}
