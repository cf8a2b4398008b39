// Package planar nodes lines on the grid of 1e-5 degrees into a planar subdivision of arcs and
// faces (Arrangement, Subdivision), dissolves faces into polygons, and gives all arcs their levels
// of detail together (Subdivision.Simplify).
//
// Predicates are exact on integers, so the result is the same on every machine. Libraries for
// overlays in floating point move shared borders apart, and libraries for simplification do not
// keep the topology of several shapes.
package planar
