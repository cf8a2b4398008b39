// Package geojson reads and writes GeoJSON by RFC 7946, with a validation that names the rule, the
// feature and the position of each fault. It keeps the foreign member "levels", which gives each
// position its level of detail (see Feature.Levels).
//
// The package github.com/paulmach/orb/geojson, which tests compare it with, validates nothing and
// adds a codec for MongoDB to the browser's program.
package geojson
