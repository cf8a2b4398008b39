// Package assets embeds the editor's files: tables, texts, styles, fonts, and the shapes and
// figures computed from them.
package assets

import "embed"

// FS holds every file of this folder that a program reads, by its path relative to the folder.
//
//go:embed *.csv *.json fonts geojson locales schema
var FS embed.FS
