/* What a page can ask of Guichet. Calls made before the loader is there are kept:
   `(window.Guichet ||= []).push(["open", "refund"])`. */

export interface Guichet {
  /** Opens the panel; with a query, its results. */
  open(query?: string): Promise<void>;
  /** Closes the panel. */
  close(): Promise<void> | undefined;
  /** Opens the panel, or closes it. */
  toggle(): Promise<void> | undefined;
  /** Shows the knowledge base in another of its languages (BCP 47 tag). */
  setLocale(tag: string): Promise<void>;
  /** Calls one of the above by its name. */
  push(call: ["open", string?] | ["close"] | ["toggle"] | ["setLocale", string]): void;
}

declare global {
  interface Window {
    Guichet?: Guichet | Parameters<Guichet["push"]>[0][];
  }
}
