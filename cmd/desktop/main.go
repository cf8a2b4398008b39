// Command desktop shows the map in a window. All content comes from its own files; it never uses
// the network.
package main

import (
	"errors"
	"flag"
	"fmt"
	"image"
	"io"
	"io/fs"
	"maps"
	"os"
	"runtime"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/assets"
	"truceline/internal/app"
	"truceline/internal/appicon"
	"truceline/internal/assetcheck"
	"truceline/internal/diag"
	"truceline/internal/render/gpu"
)

const usage = `Usage: truceline-desktop [options]

Opens a window with the map, as it was when it was closed.

  --assets DIR       read the map's files from DIR instead of the ones built in; where they have faults, the window
                     lists them and the exit status is 1
  --link QUERY       begin with what a link to the map says, such as "date=2026-01-06&theme=dark&select=UA-14"
  --size WxH         size of the window in device-independent pixels
  --screenshot FILE  draw the window once, write it to FILE as PNG and quit
  --measure FRAMES   move the map for so many frames and say what they took
`

// options are the command line's options.
type options struct {
	assets, link, screenshot string
	size                     image.Point
	measure                  int
}

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run runs the program and returns its exit status: 1 if the window cannot be opened or the assets
// are invalid, 2 for wrong usage.
func run(args []string, stdout, stderr io.Writer) int {
	o, err := parseOptions(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stdout, usage)
		return 0
	case err != nil:
		fmt.Fprintln(stderr, "truceline-desktop:", err)
		return 2
	case !hasDisplay():
		fmt.Fprintln(stderr,
			"truceline-desktop: a display is needed: neither DISPLAY nor WAYLAND_DISPLAY is set")
		return 1
	}
	if err := openWindow(o); err != nil {
		fmt.Fprintln(stderr, "truceline-desktop:", err)
		return 1
	}
	return 0
}

func parseOptions(args []string) (options, error) {
	var o options
	var size string
	flags := flag.NewFlagSet("truceline-desktop", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.assets, "assets", "", "")
	flags.StringVar(&o.link, "link", "", "")
	flags.StringVar(&size, "size", "", "")
	flags.StringVar(&o.screenshot, "screenshot", "", "")
	flags.IntVar(&o.measure, "measure", 0, "")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("%q is no option; see --help", flags.Arg(0))
	}
	if o.measure < 0 || o.measure > maxMeasuredFrames {
		return o, fmt.Errorf("--measure %d: frames, from 1 to %d", o.measure, maxMeasuredFrames)
	}
	if size == "" {
		return o, nil
	}
	var trailing string
	n, _ := fmt.Sscanf(size+" .", "%dx%d %s", &o.size.X, &o.size.Y, &trailing)
	if n != 3 || trailing != "." || o.size.X < minWindowSide || o.size.Y < minWindowSide ||
		o.size.X > maxWindowSide || o.size.Y > maxWindowSide {
		return o, fmt.Errorf("--size %s: write it like 1180x760, from %d to %d each", size,
			minWindowSide, maxWindowSide)
	}
	return o, nil
}

// The limits of the window's width and height in device-independent pixels.
const (
	minWindowSide = 320
	maxWindowSide = 16384
)

const maxMeasuredFrames = 10_000

// hasDisplay reports whether a window can be opened. It must be called before Ebitengine runs,
// which without a display would use the screen of a Linux console.
func hasDisplay() bool {
	switch runtime.GOOS {
	case "windows", "darwin":
		return true
	}
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}

// errInvalidAssets is returned after the window that lists the faults of the assets has been
// closed.
var errInvalidAssets = errors.New("the folder cannot be shown")

// openWindow shows the window until it is closed.
func openWindow(o options) error {
	store := &prefsStore{}
	if o.screenshot == "" { // a screenshot does not depend on the preferences
		store = loadPrefs(prefsFile())
	}
	state := store.saved.appState()
	if o.link != "" {
		state = app.ParseLink(o.link)
	}
	fsys, findings, err := openAssets(o.assets)
	if err != nil {
		return err
	}
	if len(findings) > 0 {
		return openErrorWindow(o, store, state, findings)
	}
	a, err := app.New(fsys, state)
	if err != nil {
		return err
	}
	w, err := newWindow(a, fsys, o.screenshot)
	if err != nil {
		return err
	}
	w.prefs = store
	if store.saved.OpenSections != nil {
		w.panel.openSections = maps.Clone(store.saved.OpenSections)
	}
	o.configureWindow(store)
	w.quitOnSignal()
	err = runGame(o.newGame(w))
	w.savePrefs(true)
	return err
}

// openAssets returns the files of a directory, or the embedded ones if name is empty, with the
// faults that prevent showing them.
func openAssets(name string) (fs.FS, diag.List, error) {
	if name == "" {
		return assets.FS, nil, nil
	}
	if info, err := os.Stat(name); err != nil || !info.IsDir() {
		return nil, nil, fmt.Errorf("--assets %s: there is no such folder", name)
	}
	fsys := os.DirFS(name)
	var faults diag.List
	assetcheck.Run(assets.FS, fsys, func(d *diag.Diagnostic) {
		if !d.Note {
			faults = append(faults, d)
		}
	})
	return fsys, faults, nil
}

// configureWindow sets the window's properties before it opens. The size is that of the command
// line or else of the preferences.
func (o options) configureWindow(store *prefsStore) {
	ebiten.SetWindowTitle(appName)
	ebiten.SetWindowIcon([]image.Image{appicon.Draw(16), appicon.Draw(32), appicon.Draw(48),
		appicon.Draw(128)})
	size := o.size
	if size == (image.Point{}) {
		size = image.Pt(defaultWidth, defaultHeight)
		if savedSize := store.saved.windowSize(); savedSize.X > 0 {
			size = savedSize
			ebiten.SetWindowPosition(store.saved.X, store.saved.Y)
		}
		if store.saved.Maximized {
			ebiten.MaximizeWindow()
		}
		ebiten.SetFullscreen(store.saved.Fullscreen)
	}
	ebiten.SetWindowSize(size.X, size.Y)
	ebiten.SetWindowSizeLimits(minWindowSide, minWindowSide, -1, -1)
	ebiten.SetWindowResizingMode(ebiten.WindowResizingModeEnabled)
	gpu.RenderOnDemand()
	if o.screenshot != "" {
		gpu.SetContinuous(true) // an invisible window gets no events
		ebiten.SetWindowVisible(false)
	}
}

func runGame(g ebiten.Game) error {
	return ebiten.RunGameWithOptions(g,
		&ebiten.RunGameOptions{X11ClassName: appName, X11InstanceName: "truceline"})
}

const appName = "Truceline"

// The initial size of the window in device-independent pixels.
const (
	defaultWidth  = 1180
	defaultHeight = 760
)
