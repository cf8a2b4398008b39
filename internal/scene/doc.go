// Package scene composes the picture: camera, layers, styles, labels and their placement, picking.
// It draws on any Canvas and depends on no renderer: neither Ebitengine nor SVG nor the browser.
package scene
