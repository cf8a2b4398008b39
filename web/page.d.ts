// The environment of the page's scripts: the elements of the page by their ids, what the scripts
// share, and what TypeScript does not know of browsers. There are only types here, so nothing is
// bundled.

import type { StaticMapInteraction } from './static-map.js';
import type { parseUrl } from './permalink.js';
import type { WebGLCanvas } from './canvas.js';
import type { ChartElement } from './chart.js';
import type { Contexts } from './contexts.js';
import type { Loaded } from './load.js';
import type { ActionQueue } from './action-queue.js';
import type { makeSliders } from './sliders.js';
import type { Status } from './status.js';
import type { Action, PageConfig, View } from './types.js';

/** The elements without a more specific type that every page has (internal/site/html). */
type PlainId =
  | 'tl-announce'
  | 'tl-map'
  | 'tl-canvas'
  | 'tl-card'
  | 'tl-card-chart'
  | 'tl-card-empty'
  | 'tl-card-figure'
  | 'tl-card-body'
  | 'tl-card-kind'
  | 'tl-card-summary'
  | 'tl-card-alternatives'
  | 'tl-card-name'
  | 'tl-card-notes'
  | 'tl-card-alternatives-list'
  | 'tl-card-history'
  | 'tl-card-rows'
  | 'tl-card-sources'
  | 'tl-card-history-rows'
  | 'tl-embed-link'
  | 'tl-copied'
  | 'tl-copy'
  | 'tl-corrections'
  | 'tl-credit'
  | 'tl-date'
  | 'tl-date-note'
  | 'tl-search-results'
  | 'tl-search-count'
  | 'tl-hint'
  | 'tl-input'
  | 'tl-langs'
  | 'tl-legend'
  | 'tl-notes'
  | 'tl-folded-rows'
  | 'tl-folded-rows-name'
  | 'tl-statements'
  | 'tl-statements-section'
  | 'tl-downloads'
  | 'tl-situation'
  | 'tl-source'
  | 'tl-sources'
  | 'tl-layout'
  | 'tl-data-age'
  | 'tl-status'
  | 'tl-status-text'
  | 'tl-static'
  | 'tl-headline-figures'
  | 'tl-table-caption'
  | 'tl-tooltip'
  | 'tl-tooltip-name'
  | 'tl-tooltip-source'
  | 'tl-tooltip-text'
  | 'tl-title'
  | 'tl-open-full';

/** The elements that a page has together with tl-scenario: if the story has proposals. */
type PlanId =
  | 'tl-plan'
  | 'tl-plan-name'
  | 'tl-pullback-control'
  | 'tl-pullback-text'
  | 'tl-scenario-facts'
  | 'tl-scenario-figures'
  | 'tl-scenario-notes'
  | 'tl-scenario-sources'
  | 'tl-scenario-summary';

/** The elements that a page has together with tl-steps: if the story has steps. */
type StepId =
  | 'tl-step'
  | 'tl-step-back'
  | 'tl-step-next'
  | 'tl-step-position'
  | 'tl-step-sources'
  | 'tl-step-start'
  | 'tl-step-text'
  | 'tl-step-title'
  | 'tl-steps-inactive';

/** A table as the site writes it. */
export interface Table extends HTMLTableElement {
  tHead: HTMLTableSectionElement;
}

/** A template with an element in it. */
interface Template extends HTMLTemplateElement {
  readonly content: DocumentFragment & { firstElementChild: Element };
}

/** The ids of templates. */
export type TemplateId =
  | 'tl-card-alternative'
  | 'tl-search-result'
  | 'tl-legend-static'
  | 'tl-legend-switch'
  | 'tl-fact'
  | 'tl-source-link'
  | 'tl-source-plain'
  | 'tl-statement';

/** The page's elements by their ids. */
interface PageElements
  extends Record<PlainId | PlanId | StepId, HTMLElement>, Record<TemplateId, Template> {
  'tl-chart': ChartElement | null;
  'tl-config': HTMLScriptElement;
  'tl-corrected': HTMLElement | null;
  'tl-fullscreen': HTMLButtonElement;
  'tl-link': HTMLInputElement;
  'tl-play': HTMLButtonElement;
  'tl-progress': HTMLProgressElement;
  'tl-retry': HTMLButtonElement;
  'tl-scenario': HTMLElement | null;
  'tl-scenarios': HTMLElement | null;
  'tl-search': HTMLInputElement;
  'tl-steps': HTMLElement | null;
  'tl-static-highlight': SVGPathElement;
  'tl-table': Table;
  'tl-theme': HTMLSelectElement;
}

/** Finds an element by its id. */
export interface FindElement {
  <Id extends keyof PageElements>(id: Id): PageElements[Id];
  (id: `tl-row-${string}`): HTMLTableRowElement | null;
  (id: `tl-scenario-${string}`): HTMLInputElement;
  (id: string): HTMLElement | null;
}

/** The objects that boot.js creates for main.js. */
export interface Boot {
  config: PageConfig;
  requested: ReturnType<typeof parseUrl>;
  /** Resolves when the map comes near the window, or is used. */
  whenNear: Promise<void>;
  queue: ActionQueue;
  dispatch: (action: Action) => void;
  status: Status;
  sliders: ReturnType<typeof makeSliders>;
  staticMap: StaticMapInteraction;
  contexts: Contexts;
  load: (onProgress: (fraction: number) => void) => Promise<Loaded>;
  discardLoaded: () => void;
  makeCanvas: () => WebGLCanvas | null;
}

/** Statistics of the drawn frames; the first fields are about the last one. */
export interface Stats {
  vertices: number;
  drawCalls: number;
  level: number;
  /** Whether the base map was drawn anew. */
  baseDrawn: boolean;
  /** The numbers of frames drawn and of base maps drawn. */
  frames: number;
  baseDraws: number;
}

declare global {
  /** What the scripts of a page share. Everything but `boot` exists once main.js has run. */
  var truceline: {
    boot: Boot;
    dispatch: (action: Action) => void;
    readonly frames: number;
    readonly stats: Stats | null;
    readonly view: View | null;
    readonly state: 'static' | 'starting' | 'live' | 'failed';
    readonly viewParam: string;
  };

  interface Element {
    /** Browsers convert any value to a string. */
    setAttribute(qualifiedName: string, value: string | number | boolean): void;
  }

  interface Document {
    /** Only in Chromium. */
    featurePolicy?: { allowsFeature(name: string): boolean };
  }

  interface Navigator {
    /** Only in Chromium. */
    connection?: { saveData: boolean };
  }

  interface ElementEventMap {
    gesturestart: GestureEvent;
    gesturechange: GestureEvent;
    gestureend: GestureEvent;
  }

  /** Only in Safari. */
  interface GestureEvent extends MouseEvent {
    readonly scale: number;
  }
}
