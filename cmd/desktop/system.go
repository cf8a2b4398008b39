package main

import (
	"os/exec"
	"runtime"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
)

// themePollInterval is how often the system is asked for the theme that it prefers, while the
// window is awake.
const themePollInterval = 2 * time.Second

// pollSystemTheme tells the app which theme the system prefers, where that can be known; the
// window's frame follows the map.
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
	frame := ebiten.ColorModeUnknown
	switch w.app.State().Theme {
	case app.ThemeLight:
		frame = ebiten.ColorModeLight
	case app.ThemeDark:
		frame = ebiten.ColorModeDark
	}
	if frame != ebiten.PreferredColorMode() {
		ebiten.SetPreferredColorMode(frame)
	}
}

// browserCommand is the command that opens an address or a file in the system's browser.
func browserCommand(goos, address string) (name string, args []string) {
	switch goos {
	case "windows":
		return "rundll32", []string{"url.dll,FileProtocolHandler", address}
	case "darwin":
		return "open", []string{address}
	}
	return "xdg-open", []string{address}
}

// openInBrowser opens an address or a file in the system's browser, and does not wait for it.
func openInBrowser(address string) error {
	name, args := browserCommand(runtime.GOOS, address)
	cmd := exec.Command(name, args...)
	if err := cmd.Start(); err != nil {
		return err
	}
	go cmd.Wait() // so that nothing is left of it
	return nil
}
