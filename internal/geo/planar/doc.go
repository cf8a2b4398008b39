// Package planar nodes lines on the grid of 1e-5 degrees into a planar subdivision of arcs and
// faces (Arrangement, Subdivision), dissolves faces into polygons, and gives all arcs their levels
// of detail together (Subdivision.Simplify).
//
// Predicates are exact on integers, so the result is the same on every machine. Libraries for
// overlays in floating point move shared borders apart, and libraries for simplification do not
// keep the topology of several shapes. The R-tree is packed once for a fixed set of rectangles, for
// which a library with insertion and removal is too much; the heap has a type of its own, because
// container/heap allocates for each element.
package planar
