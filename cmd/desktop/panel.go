package main

import (
	"image"
	"io/fs"
	"math"
	"reflect"

	"github.com/ebitenui/ebitenui"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	nine "github.com/ebitenui/ebitenui/image"

	"truceline/internal/app"
	"truceline/internal/render/gpu"
	"truceline/internal/scene"
)

// panel is what stands beside the map, drawn with ebitenui from the app's View. It is made anew whenever what it
// shows has changed, and drawn anew whenever it may look different.
type panel struct {
	do     func(app.Action)
	call   calls
	world  *scene.World
	fonts  fonts
	canvas *gpu.Canvas

	ui     ebitenui.UI
	style  *style
	view   app.View
	asked  string // the theme that was asked for
	layout layout
	ratio  float64
	stale  bool
	paints int           // how often it has been drawn
	fresh  int           // frames for which it has to be drawn
	drawn  *ebiten.Image // as it was drawn last, the window's size
	hand   hand          // the pointer, as ebitenui is told of it

	fill    func(width int) *widget.Container // makes the content
	content *widget.Container
	window  *widget.ScrollContainer
	bar     *widget.Slider
	top     int // how far the content is scrolled, in device pixels

	// What the reader has done with the panel itself; all by id.
	folds  map[string]bool // headings that were opened or closed
	rows   map[string]int  // the keyboard's row in each table
	grids  map[string]*grid
	query  field  // the place that is looked for
	menu   string // what is open of the menu
	said   string // what the window has to say
	grab   string // the control that the pointer holds
	reveal bool   // the control with the keyboard has to be scrolled to
}

func newPanel(fsys fs.FS, world *scene.World, canvas *gpu.Canvas) (*panel, error) {
	f, err := loadFonts(fsys)
	if err != nil {
		return nil, err
	}
	p := &panel{world: world, fonts: f, canvas: canvas, ratio: 1, folds: map[string]bool{}, rows: map[string]int{}, grids: map[string]*grid{}}
	p.ui.DisableDefaultFocus = true
	p.fill = p.column
	return p, nil
}

// show takes over a view and the theme that was asked for.
func (p *panel) show(view app.View, asked string) {
	if before := p.view.Card; view.Card != nil && (before == nil || before.ID != view.Card.ID) && !p.focused() {
		p.top = 0 // a card that was opened is read from its beginning
	}
	if !same(p.view, view) || p.menu == "save" && p.view.Link != view.Link || asked != p.asked {
		p.stale = true
	}
	p.view, p.asked = view, asked
}

// theme is the theme that was asked for.
func (p *panel) theme() string {
	if p.asked == "" {
		return app.ThemeAuto
	}
	return p.asked
}

// say shows a sentence of the window's own.
func (p *panel) say(words string) { p.said, p.stale, p.top = words, true, 0 }

// same says whether the panel would show the same: it has nothing to do with what changes with each step of the mouse.
func same(a, b app.View) bool {
	for _, v := range []*app.View{&a, &b} {
		v.Rev, v.Hover, v.Announce, v.Crosshair, v.Link = 0, nil, "", false, ""
	}
	return reflect.DeepEqual(a, b)
}

// arrange takes over the places in the window.
func (p *panel) arrange(l layout, ratio float64) {
	if ratio != p.ratio {
		p.style = nil
	}
	p.layout, p.ratio, p.stale = l, ratio, true
}

// touch says that the panel may look different.
func (p *panel) touch() { p.fresh = restless }

// update is called once a frame. While a button is held down, and until it has been told that it no longer is, the
// panel is not made anew under it.
func (p *panel) update() {
	p.hand.lend()
	if p.stale && (!p.hand.down && !p.hand.was || p.grab != "" || p.ui.Container == nil) {
		p.stale = false
		p.build()
		p.touch()
	}
	if p.ui.Container != nil {
		p.ui.Update()
	}
}

// draw draws the panel over the map.
func (p *panel) draw(screen *ebiten.Image) {
	if p.ui.Container == nil {
		return
	}
	if size := screen.Bounds().Size(); p.drawn == nil || p.drawn.Bounds().Size() != size {
		if p.drawn != nil {
			p.drawn.Deallocate()
		}
		p.drawn = ebiten.NewImageWithOptions(image.Rectangle{Max: size}, &ebiten.NewImageOptions{Unmanaged: true})
		p.touch()
	}
	if p.fresh > 0 {
		p.fresh--
		p.paint()
	}
	screen.DrawImage(p.drawn, nil)
}

func (p *panel) paint() {
	p.paints++
	p.clamp()
	p.drawn.Clear()
	p.hand.lend()
	p.ui.Draw(p.drawn)
	p.showFocus()
}

// scroll moves the content by CSS pixels.
func (p *panel) scroll(by float64) {
	p.top += int(math.Round(by * p.ratio))
	p.clamp()
	p.touch()
}

// room is how far the content can be scrolled, in device pixels.
func (p *panel) room() int {
	if p.window == nil {
		return 0
	}
	_, height := p.content.PreferredSize()
	return max(height-p.layout.panel.Dy(), 0)
}

// clamp brings scrolled content and its bar together.
func (p *panel) clamp() {
	if p.window == nil {
		return
	}
	room := p.room()
	seen := widget.Visibility_Show
	if room == 0 {
		seen = widget.Visibility_Hide_Blocking
	}
	p.bar.GetWidget().SetVisibility(seen)
	p.top = min(max(p.top, 0), room)
	p.window.ScrollTop = 0
	if room > 0 {
		p.window.ScrollTop = float64(p.top) / float64(room)
	}
	if at := int(math.Round(p.window.ScrollTop * barSteps)); p.bar.Current != at {
		p.bar.Current = at
	}
}

// build makes all widgets; the keyboard stays on the control that it was on.
func (p *panel) build() {
	if p.view.UI == "" {
		return
	}
	theme := p.world.Theme(p.view.Theme)
	if p.style == nil || p.style.theme != theme {
		p.style = newStyle(theme, p.fonts, p.canvas, p.ratio)
	}
	on := ""
	if now := p.ui.GetFocusedWidget(); now != nil && knobOf(now) != nil {
		on = knobOf(now).id
	}
	root := widget.NewContainer(widget.ContainerOpts.Layout(&fixed{}))
	p.ui.Container = root
	p.window = nil
	if p.view.UI != app.UINone {
		p.addPanel(root)
		if !p.layout.head.Empty() {
			p.addHead(root)
		}
		if !p.layout.mapped.Empty() {
			p.addEdge(root)
			p.addTools(root)
		}
	}
	root.Validate()
	p.refocus(on)
}

// fixed puts each widget where its layout data, a rectangle of device pixels, says.
type fixed struct{}

func (*fixed) PreferredSize([]widget.PreferredSizeLocateableWidget) (int, int) { return 0, 0 }

func (*fixed) Layout(widgets []widget.PreferredSizeLocateableWidget, _ image.Rectangle) {
	for _, w := range widgets {
		if at, ok := w.GetWidget().LayoutData.(image.Rectangle); ok {
			w.SetLocation(at)
		}
	}
}

// barSteps is how finely the slider divides the content.
const barSteps = 1000

// addPanel adds the panel: its content in a window that scrolls, and a slider beside it.
func (p *panel) addPanel(root *widget.Container) {
	s, box := p.style, p.layout.panel
	bar := s.px(barWidth)
	p.content = p.fill(box.Dx() - bar)
	back := nine.NewNineSliceColor(s.back)
	p.window = widget.NewScrollContainer(
		widget.ScrollContainerOpts.Content(p.content),
		widget.ScrollContainerOpts.StretchContentWidth(),
		widget.ScrollContainerOpts.Image(&widget.ScrollContainerImage{Idle: back, Mask: back}),
		widget.ScrollContainerOpts.WidgetOpts(widget.WidgetOpts.LayoutData(image.Rect(box.Min.X, box.Min.Y, box.Max.X-bar, box.Max.Y))),
	)
	handle := func(share float64) *nine.NineSlice { return nine.NewNineSliceColor(mixed(s.back, s.ink, share)) }
	p.bar = widget.NewSlider(
		widget.SliderOpts.Orientation(widget.DirectionVertical),
		widget.SliderOpts.MinMax(0, barSteps),
		widget.SliderOpts.PageSizeFunc(func() int {
			all := box.Dy() + p.room()
			return max(barSteps*box.Dy()/max(all, 1), 1)
		}),
		widget.SliderOpts.Images(
			&widget.SliderTrackImage{Idle: handle(0.04), Hover: handle(0.04)},
			&widget.ButtonImage{Idle: handle(0.3), Hover: handle(0.5), Pressed: handle(0.6)},
		),
		widget.SliderOpts.MinHandleSize(bar),
		widget.SliderOpts.TabOrder(-1),
		widget.SliderOpts.ChangedHandler(func(a *widget.SliderChangedEventArgs) {
			if a.Dragging {
				p.top = int(math.Round(float64(a.Current) / barSteps * float64(p.room())))
			}
		}),
		widget.SliderOpts.WidgetOpts(widget.WidgetOpts.LayoutData(image.Rect(box.Max.X-bar, box.Min.Y, box.Max.X, box.Max.Y))),
	)
	root.AddChild(p.window, p.bar)
}

// addEdge adds the line between map and panel.
func (p *panel) addEdge(root *widget.Container) {
	s, box := p.style, p.layout.panel
	line := max(s.px(1), 1)
	edge := image.Rect(box.Min.X, box.Min.Y, box.Min.X+line, box.Max.Y)
	if head := p.layout.head; !head.Empty() {
		edge = image.Rect(head.Min.X, head.Min.Y, head.Max.X, head.Min.Y+line)
	}
	root.AddChild(widget.NewContainer(
		widget.ContainerOpts.BackgroundImage(nine.NewNineSliceColor(s.edge)),
		widget.ContainerOpts.WidgetOpts(widget.WidgetOpts.LayoutData(edge)),
	))
}

const barWidth = 10 // CSS pixels
