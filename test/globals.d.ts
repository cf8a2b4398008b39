// What pages of the tests have, and what TypeScript does not know of browsers.

/** In an article's page, the element with this id. */
declare var map: HTMLElement;

/** https://wicg.github.io/layout-instability/ */
interface PerformanceEntry {
  readonly value?: number;
  readonly hadRecentInput?: boolean;
  readonly sources?: { node: any; previousRect: DOMRect; currentRect: DOMRect }[];
}
