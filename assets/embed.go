// Package assets holds the editor's files: tables, texts, styles, fonts and the shapes worked out
// from them.
package assets

import "embed"

// FS holds every file of this folder that a program reads, under its path relative to the folder.
//
//go:embed *.csv *.json fonts geojson locales schema
var FS embed.FS
