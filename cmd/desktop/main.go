// Command desktop is the map in a window of its own. Everything it shows comes from its own files; it never uses the
// network.
package main

import (
	"errors"
	"flag"
	"fmt"
	"image"
	"io"
	"io/fs"
	"os"
	"runtime"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/assets"
	"truceline/internal/app"
	"truceline/internal/render/gpu"
)

const usage = `Usage: truceline-desktop [options]

Opens a window with the map.

  --assets DIR       read the map's files from DIR instead of the ones built in
  --link QUERY       begin with what a link to the map says, such as "date=2026-01-06&theme=dark&select=UA-14"
  --size WxH         size of the window in device-independent pixels (1180x760)
  --screenshot FILE  draw the window once, write it to FILE as PNG and quit
`

// options are what the command line says.
type options struct {
	assets, link, screenshot string
	size                     image.Point
}

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run returns the exit status: 1 where the window cannot be opened, 2 for wrong usage.
func run(args []string, out, errs io.Writer) int {
	o, err := parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(out, usage)
		return 0
	case err != nil:
		fmt.Fprintln(errs, "truceline-desktop:", err)
		return 2
	case !display():
		fmt.Fprintln(errs, "truceline-desktop: a display is needed: neither DISPLAY nor WAYLAND_DISPLAY is set")
		return 1
	}
	if err := open(o); err != nil {
		fmt.Fprintln(errs, "truceline-desktop:", err)
		return 1
	}
	return 0
}

func parse(args []string) (options, error) {
	var o options
	var size string
	flags := flag.NewFlagSet("truceline-desktop", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.assets, "assets", "", "")
	flags.StringVar(&o.link, "link", "", "")
	flags.StringVar(&size, "size", "1180x760", "")
	flags.StringVar(&o.screenshot, "screenshot", "", "")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("%q is no option; see --help", flags.Arg(0))
	}
	var rest string
	n, _ := fmt.Sscanf(size+" .", "%dx%d %s", &o.size.X, &o.size.Y, &rest)
	if n != 3 || rest != "." || o.size.X < least || o.size.Y < least || o.size.X > most || o.size.Y > most {
		return o, fmt.Errorf("--size %s: write it like 1180x760, from %d to %d each", size, least, most)
	}
	return o, nil
}

// The least and greatest width and height of the window in device-independent pixels.
const (
	least = 240
	most  = 16384
)

// display says whether a window can be opened. It must be asked first: without either, Ebitengine would take the
// screen of a Linux console.
func display() bool {
	switch runtime.GOOS {
	case "windows", "darwin":
		return true
	}
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}

// open shows the window until it is closed.
func open(o options) error {
	var fsys fs.FS = assets.FS
	if o.assets != "" {
		fsys = os.DirFS(o.assets)
	}
	a, err := app.New(fsys, app.ParseLink(o.link))
	if err != nil {
		return err
	}
	w, err := newWindow(a, fsys, o.screenshot)
	if err != nil {
		return err
	}
	ebiten.SetWindowTitle(title)
	ebiten.SetWindowSize(o.size.X, o.size.Y)
	ebiten.SetWindowSizeLimits(least, least, -1, -1)
	ebiten.SetWindowResizingMode(ebiten.WindowResizingModeEnabled)
	gpu.Quiet()
	if o.screenshot != "" {
		ebiten.SetFPSMode(ebiten.FPSModeVsyncOn) // nothing wakes a window that nobody sees
		ebiten.SetWindowVisible(false)
	}
	return ebiten.RunGameWithOptions(w, &ebiten.RunGameOptions{X11ClassName: title, X11InstanceName: "truceline"})
}

const title = "Truceline"
