// What the page's scripts find around them: the elements of the page by their ids, what the scripts
// share, and what TypeScript does not know of browsers. Types alone: nothing of it is bundled.

import type { Answers } from './answers.js';
import type { askedFor } from './asked.js';
import type { WebGLCanvas } from './canvas.js';
import type { ChartElement } from './chart.js';
import type { Contexts } from './contexts.js';
import type { Loaded } from './load.js';
import type { Queue } from './queue.js';
import type { makeSliders } from './sliders.js';
import type { Status } from './status.js';
import type { Action, PageConfig, View } from './types.js';

/** Elements that every page has (internal/site/html) and of which no more need be known. */
type PlainId =
  | 'tl-announce'
  | 'tl-box'
  | 'tl-canvas'
  | 'tl-card'
  | 'tl-card-course'
  | 'tl-card-empty'
  | 'tl-card-figure'
  | 'tl-card-full'
  | 'tl-card-kind'
  | 'tl-card-lead'
  | 'tl-card-more'
  | 'tl-card-name'
  | 'tl-card-notes'
  | 'tl-card-others'
  | 'tl-card-over'
  | 'tl-card-rows'
  | 'tl-card-sources'
  | 'tl-card-times'
  | 'tl-codes'
  | 'tl-copied'
  | 'tl-copy'
  | 'tl-corrections'
  | 'tl-credit'
  | 'tl-date'
  | 'tl-date-note'
  | 'tl-found'
  | 'tl-found-count'
  | 'tl-hint'
  | 'tl-input'
  | 'tl-langs'
  | 'tl-legend'
  | 'tl-notes'
  | 'tl-rest'
  | 'tl-rest-name'
  | 'tl-said'
  | 'tl-said-part'
  | 'tl-saves'
  | 'tl-situation'
  | 'tl-source'
  | 'tl-sources'
  | 'tl-stage'
  | 'tl-stale'
  | 'tl-status'
  | 'tl-status-text'
  | 'tl-still'
  | 'tl-strip'
  | 'tl-table-caption'
  | 'tl-tip'
  | 'tl-tip-name'
  | 'tl-tip-source'
  | 'tl-tip-text'
  | 'tl-title'
  | 'tl-whole';

/** Elements that a page has where it has a tl-scenario: where the story has proposals. */
type PlanId =
  | 'tl-plan'
  | 'tl-plan-name'
  | 'tl-pullback-box'
  | 'tl-pullback-text'
  | 'tl-scenario-facts'
  | 'tl-scenario-figures'
  | 'tl-scenario-notes'
  | 'tl-scenario-sources'
  | 'tl-scenario-summary';

/** Elements that a page has where it has a tl-steps: where the story has steps. */
type StepId =
  | 'tl-step'
  | 'tl-step-back'
  | 'tl-step-next'
  | 'tl-step-place'
  | 'tl-step-sources'
  | 'tl-step-start'
  | 'tl-step-text'
  | 'tl-step-title'
  | 'tl-steps-off';

/** A table as the site writes it. */
export interface Table extends HTMLTableElement {
  tHead: HTMLTableSectionElement;
}

/** A template, which has an element in it. */
interface Template extends HTMLTemplateElement {
  readonly content: DocumentFragment & { firstElementChild: Element };
}

/** The ids of templates. */
export type TemplateId =
  | 'tl-card-other'
  | 'tl-found-item'
  | 'tl-legend-plain'
  | 'tl-legend-switch'
  | 'tl-row'
  | 'tl-source-link'
  | 'tl-source-plain'
  | 'tl-statement';

/** The page's elements by their ids. */
interface PageElements
  extends Record<PlainId | PlanId | StepId, HTMLElement>, Record<TemplateId, Template> {
  'tl-chart': ChartElement | null;
  'tl-config': HTMLScriptElement;
  'tl-corrected': HTMLElement | null;
  'tl-full': HTMLButtonElement;
  'tl-link': HTMLInputElement;
  'tl-play': HTMLButtonElement;
  'tl-progress': HTMLProgressElement;
  'tl-retry': HTMLButtonElement;
  'tl-scenario': HTMLElement | null;
  'tl-scenarios': HTMLElement | null;
  'tl-search': HTMLInputElement;
  'tl-steps': HTMLElement | null;
  'tl-still-mark': SVGPathElement;
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

/** What first.js has begun, for main.js. */
export interface First {
  config: PageConfig;
  asked: ReturnType<typeof askedFor>;
  /** Resolves when the map comes near the window, or is used. */
  near: Promise<void>;
  queue: Queue;
  act: (action: Action) => void;
  status: Status;
  sliders: ReturnType<typeof makeSliders>;
  answers: Answers;
  contexts: Contexts;
  load: (onProgress: (fraction: number) => void) => Promise<Loaded>;
  forget: () => void;
  makeCanvas: () => WebGLCanvas | null;
}

/** What the last frame took. */
export interface Stats {
  vertices: number;
  draws: number;
  level: number;
  /** Whether it drew the map's ground itself. */
  ground: boolean;
  /** How many frames and grounds have been drawn. */
  frames: number;
  grounds: number;
}

declare global {
  /** What the scripts of a page share; all but `first` is there once main.js has run. */
  var truceline: {
    first: First;
    do: (action: Action) => void;
    readonly frames: number;
    readonly stats: Stats | null;
    readonly view: View | null;
    readonly state: 'static' | 'starting' | 'live' | 'failed';
    readonly where: string;
  };

  interface Element {
    /** A browser makes a text of any value. */
    setAttribute(qualifiedName: string, value: string | number | boolean): void;
  }

  interface Document {
    /** Chromium alone. */
    featurePolicy?: { allowsFeature(name: string): boolean };
  }

  interface Navigator {
    /** Chromium alone. */
    connection?: { saveData: boolean };
  }

  interface ElementEventMap {
    gesturestart: GestureEvent;
    gesturechange: GestureEvent;
    gestureend: GestureEvent;
  }

  /** Safari alone. */
  interface GestureEvent extends MouseEvent {
    readonly scale: number;
  }
}
