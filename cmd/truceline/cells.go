package main

import "strings"

// formulaSigns are what a spreadsheet takes a text that begins with one for a formula.
const formulaSigns = "=+-@\t\r"

// cell is a text as a cell of a table for spreadsheets. One that would be taken for a formula gets an apostrophe in
// front, which says that it is a text. Numbers need none.
func cell(text string) string {
	if text != "" && strings.ContainsRune(formulaSigns, rune(text[0])) {
		return "'" + text
	}
	return text
}
