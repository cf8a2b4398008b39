/**
 * The distances from the window within which a map is near, and beyond which it is far, in CSS
 * pixels. Browsers ignore both in a frame of another site: there only a map in view is near.
 */
export const NEAR_MARGIN = 600;
export const FAR_MARGIN = 1200;
