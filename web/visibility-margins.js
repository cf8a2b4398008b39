/**
 * How far from the window a map counts as near, and beyond which distance as far, in CSS pixels.
 * Browsers heed neither in a frame of another site: there near is what is in view.
 */
export const NEAR_MARGIN = 600;
export const FAR_MARGIN = 1200;
