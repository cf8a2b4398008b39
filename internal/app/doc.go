// Package app is the interactive map without a screen. An App applies Actions, returns a View of
// finished strings, and draws its picture on any scene.Canvas. The browser, the desktop window and
// exported pictures all use it, so each feature is written once.
//
// A shell passes every input event to Dispatch. It calls Frame before each picture, draws if Frame
// returns true, and shows the View whenever its revision has grown. After a Frame that returned
// false nothing changes until the next Dispatch.
//
// Files are read on demand from the file system given to New. A date is offered if its figures
// exist, a language if its texts exist or are listed in LangsFile; what else they need may be added
// later, see App.MissingFiles.
//
// Distances on the screen are CSS pixels. Times are milliseconds of any clock that never goes back.
// Geographic coordinates are degrees on WGS84.
package app
