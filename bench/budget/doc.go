// Package budget compares figures that can be counted exactly with a committed baseline,
// ../baseline.json: the page's bytes, and a frame's vertices, draw calls and allocations. It holds
// only tests. Times depend on the machine and its load; they belong to a benchmark (../README.md).
package budget
