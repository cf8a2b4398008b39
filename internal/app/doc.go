// Package app is what a reader can do with the map, without a screen: an App takes Actions, shows a View of finished
// strings, and draws on any scene.Canvas. Browser, window and posters all use it, so each feature is written once.
//
// Distances on the screen are CSS pixels, times are milliseconds of whatever clock the caller has.
package app
