// Package budget compares what can be counted exactly with a committed baseline, ../baseline.json:
// bytes of the page, vertices, draw calls and allocations of a frame. It holds tests alone. Times
// are not in it: they belong to a benchmark (../README.md), for they depend on the machine and on
// what else it does.
package budget
