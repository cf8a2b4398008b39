// Package app is what a reader can do with the map, without a screen: an App takes Actions, shows a
// View of finished strings, and draws on any scene.Canvas. Browser, window and posters all use it,
// so each feature is written once.
//
// A shell hands in every event with Do, asks Frame before each picture and draws when Frame says
// so, and shows the View whenever its revision has grown. After a Frame that returns false nothing
// happens until the next Do.
//
// Files are read from the file system given to New, when they are needed: a date is offered if its
// figures are there, and its territory is read when it is chosen; a language is offered if its
// texts are there. A shell that fetches files puts them there before the action that needs them.
//
// Distances on the screen are CSS pixels, times are milliseconds of whatever clock the caller has.
package app
