package main

import (
	"os/exec"
	"runtime"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
)

// themePollInterval is how often the system's preferred theme is polled while frames are drawn.
const themePollInterval = 2 * time.Second

// pollSystemTheme passes the system's preferred theme, where it is known, to the app, and sets the
// theme of the window's frame to that of the map.
func (w *window) pollSystemTheme() {
	if w.screenshot != "" || time.Since(w.themePolledAt) < themePollInterval {
		return
	}
	w.themePolledAt = time.Now()
	mode := ebiten.SystemColorMode()
	if dark := mode == ebiten.ColorModeDark; dark != w.systemDark {
		w.systemDark = dark
		w.dispatch(app.Action{Type: app.ActionSystem, Dark: dark})
	}
	frameMode := ebiten.ColorModeUnknown
	switch w.app.State().Theme {
	case app.ThemeLight:
		frameMode = ebiten.ColorModeLight
	case app.ThemeDark:
		frameMode = ebiten.ColorModeDark
	}
	if frameMode != ebiten.PreferredColorMode() {
		ebiten.SetPreferredColorMode(frameMode)
	}
}

// browserCommand returns the command that opens an address or a file in the default browser.
func browserCommand(goos, address string) (name string, args []string) {
	switch goos {
	case "windows":
		return "rundll32", []string{"url.dll,FileProtocolHandler", address}
	case "darwin":
		return "open", []string{address}
	}
	return "xdg-open", []string{address}
}

// openInBrowser opens an address or a file in the default browser without waiting for it.
func openInBrowser(address string) error {
	name, args := browserCommand(runtime.GOOS, address)
	cmd := exec.Command(name, args...)
	if err := cmd.Start(); err != nil {
		return err
	}
	go cmd.Wait() // reaps the process
	return nil
}
