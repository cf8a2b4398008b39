// Globals of the pages in tests, and browser APIs that TypeScript has no types for.

/** The element with this id in an article's page. */
declare var map: HTMLElement;

/** https://wicg.github.io/layout-instability/ */
interface PerformanceEntry {
  readonly value?: number;
  readonly hadRecentInput?: boolean;
  readonly sources?: { node: any; previousRect: DOMRect; currentRect: DOMRect }[];
}
