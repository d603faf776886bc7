/* What a page can ask of Guichet. Calls made before the loader is there are kept:
   `(window.Guichet ||= []).push(["open", "refund"])`.

   A `<guichet-help>` in the page's HTML is where the help is drawn, without a launcher: `mode="inline"` as a part of the page,
   as large as the page's CSS makes it; `mode="page"` as the whole window. */

export interface Guichet {
  /** Opens the panel, or brings one that is part of the page into view, and gives it the focus; with a query, shows its results. */
  open(query?: string): void;
  /** Closes the panel; one that is part of the page stays. */
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
