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

// panel is what stands beside the map, drawn with ebitenui from the app's View. It is made anew
// whenever what it shows has changed, and drawn anew whenever it may look different.
type panel struct {
	dispatch func(app.Action)
	actions  windowActions
	world    *scene.World
	fonts    fonts
	canvas   *gpu.Canvas

	ui           ebitenui.UI
	style        *style
	view         app.View
	themeSetting string // the theme that was asked for
	layout       layout
	ratio        float64
	needsRebuild bool
	paintCount   int           // how often it has been drawn
	redrawFrames int           // frames for which it has to be drawn
	offscreen    *ebiten.Image // as it was drawn last, the window's size
	cursor       cursorAdapter // the pointer, as ebitenui is told of it

	makeContent func(width int) *widget.Container // makes the content
	content     *widget.Container
	scrollArea  *widget.ScrollContainer
	scrollbar   *widget.Slider
	scrollTop   int // how far the content is scrolled, in device pixels

	// What the reader has done with the panel itself; all by id.
	openSections map[string]bool // headings that were opened or closed
	focusedRows  map[string]int  // the keyboard's row in each table
	tableLayouts map[string]*tableLayout
	searchField  textField // the place that is looked for
	openMenu     string    // what is open of the menu
	status       string    // what the window has to say
	draggedID    string    // the control that the pointer holds
	revealFocus  bool      // the control with the keyboard has to be scrolled to
}

func newPanel(fsys fs.FS, world *scene.World, canvas *gpu.Canvas) (*panel, error) {
	f, err := loadFonts(fsys)
	if err != nil {
		return nil, err
	}
	p := &panel{world: world, fonts: f, canvas: canvas, ratio: 1, openSections: map[string]bool{},
		focusedRows: map[string]int{}, tableLayouts: map[string]*tableLayout{}}
	p.ui.DisableDefaultFocus = true
	p.makeContent = p.newContent
	return p, nil
}

// setView takes over a view and the theme that was asked for.
func (p *panel) setView(view app.View, asked string) {
	if before := p.view.Card; view.Card != nil && (before == nil || before.ID != view.Card.ID) &&
		!p.hasFocus() {
		p.scrollTop = 0 // a card that was opened is read from its beginning
	}
	if !sameView(p.view, view) || p.openMenu == "save" && p.view.Link != view.Link ||
		asked != p.themeSetting {
		p.needsRebuild = true
	}
	p.view, p.themeSetting = view, asked
}

// themeOrAuto is the theme that was asked for.
func (p *panel) themeOrAuto() string {
	if p.themeSetting == "" {
		return app.ThemeAuto
	}
	return p.themeSetting
}

// showStatus shows a sentence of the window's own.
func (p *panel) showStatus(words string) { p.status, p.needsRebuild, p.scrollTop = words, true, 0 }

// sameView says whether the panel would show the same: it has nothing to do with what changes with
// each step of the mouse.
func sameView(a, b app.View) bool {
	for _, v := range []*app.View{&a, &b} {
		v.Rev, v.Hover, v.Announce, v.Crosshair, v.Link = 0, nil, "", false, ""
	}
	return reflect.DeepEqual(a, b)
}

// setLayout takes over the places in the window.
func (p *panel) setLayout(l layout, ratio float64) {
	if ratio != p.ratio {
		p.style = nil
	}
	p.layout, p.ratio, p.needsRebuild = l, ratio, true
}

// invalidate says that the panel may look different.
func (p *panel) invalidate() { p.redrawFrames = framesUntilIdle }

// update is called once a frame. While a button is held down, and until it has been told that it no
// longer is, the panel is not made anew under it.
func (p *panel) update() {
	p.cursor.install()
	if p.needsRebuild &&
		(!p.cursor.down && !p.cursor.wasDown || p.draggedID != "" || p.ui.Container == nil) {
		p.needsRebuild = false
		p.rebuild()
		p.invalidate()
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
	if size := screen.Bounds().Size(); p.offscreen == nil || p.offscreen.Bounds().Size() != size {
		if p.offscreen != nil {
			p.offscreen.Deallocate()
		}
		p.offscreen = ebiten.NewImageWithOptions(image.Rectangle{Max: size},
			&ebiten.NewImageOptions{Unmanaged: true})
		p.invalidate()
	}
	if p.redrawFrames > 0 {
		p.redrawFrames--
		p.paint()
	}
	screen.DrawImage(p.offscreen, nil)
}

func (p *panel) paint() {
	p.paintCount++
	p.clampScroll()
	p.offscreen.Clear()
	p.cursor.install()
	p.ui.Draw(p.offscreen)
	p.drawFocusRing()
}

// scrollBy moves the content by CSS pixels.
func (p *panel) scrollBy(by float64) {
	p.scrollTop += int(math.Round(by * p.ratio))
	p.clampScroll()
	p.invalidate()
}

// maxScroll is how far the content can be scrolled, in device pixels.
func (p *panel) maxScroll() int {
	if p.scrollArea == nil {
		return 0
	}
	_, height := p.content.PreferredSize()
	return max(height-p.layout.panel.Dy(), 0)
}

// clampScroll brings scrolled content and its bar together.
func (p *panel) clampScroll() {
	if p.scrollArea == nil {
		return
	}
	room := p.maxScroll()
	seen := widget.Visibility_Show
	if room == 0 {
		seen = widget.Visibility_Hide_Blocking
	}
	p.scrollbar.GetWidget().SetVisibility(seen)
	p.scrollTop = min(max(p.scrollTop, 0), room)
	p.scrollArea.ScrollTop = 0
	if room > 0 {
		p.scrollArea.ScrollTop = float64(p.scrollTop) / float64(room)
	}
	if at := int(math.Round(p.scrollArea.ScrollTop * scrollbarSteps)); p.scrollbar.Current != at {
		p.scrollbar.Current = at
	}
}

// rebuild makes all widgets; the keyboard stays on the control that it was on.
func (p *panel) rebuild() {
	if p.view.UI == "" {
		return
	}
	theme := p.world.Theme(p.view.Theme)
	if p.style == nil || p.style.theme != theme {
		p.style = newStyle(theme, p.fonts, p.canvas, p.ratio)
	}
	on := ""
	if now := p.ui.GetFocusedWidget(); now != nil && controlOf(now) != nil {
		on = controlOf(now).id
	}
	root := widget.NewContainer(widget.ContainerOpts.Layout(&absoluteLayout{}))
	p.ui.Container = root
	p.scrollArea = nil
	if p.view.UI != app.UINone {
		p.addScrollArea(root)
		if !p.layout.toolbar.Empty() {
			p.addToolbar(root)
		}
		if !p.layout.mapRect.Empty() {
			p.addDivider(root)
			p.addMapButtons(root)
		}
	}
	root.Validate()
	p.restoreFocus(on)
}

// absoluteLayout puts each widget where its layout data, a rectangle of device pixels, says.
type absoluteLayout struct{}

func (*absoluteLayout) PreferredSize([]widget.PreferredSizeLocateableWidget) (int, int) {
	return 0, 0
}

func (*absoluteLayout) Layout(widgets []widget.PreferredSizeLocateableWidget, _ image.Rectangle) {
	for _, w := range widgets {
		if at, ok := w.GetWidget().LayoutData.(image.Rectangle); ok {
			w.SetLocation(at)
		}
	}
}

// scrollbarSteps is how finely the slider divides the content.
const scrollbarSteps = 1000

// addScrollArea adds the panel: its content in a window that scrolls, and a slider beside it.
func (p *panel) addScrollArea(root *widget.Container) {
	s, box := p.style, p.layout.panel
	bar := s.px(scrollbarWidth)
	p.content = p.makeContent(box.Dx() - bar)
	back := nine.NewNineSliceColor(s.background)
	p.scrollArea = widget.NewScrollContainer(
		widget.ScrollContainerOpts.Content(p.content),
		widget.ScrollContainerOpts.StretchContentWidth(),
		widget.ScrollContainerOpts.Image(&widget.ScrollContainerImage{Idle: back, Mask: back}),
		widget.ScrollContainerOpts.WidgetOpts(widget.WidgetOpts.LayoutData(image.Rect(box.Min.X,
			box.Min.Y, box.Max.X-bar, box.Max.Y))),
	)
	handle := func(share float64) *nine.NineSlice {
		return nine.NewNineSliceColor(mixColors(s.background, s.foreground, share))
	}
	p.scrollbar = widget.NewSlider(
		widget.SliderOpts.Orientation(widget.DirectionVertical),
		widget.SliderOpts.MinMax(0, scrollbarSteps),
		widget.SliderOpts.PageSizeFunc(func() int {
			all := box.Dy() + p.maxScroll()
			return max(scrollbarSteps*box.Dy()/max(all, 1), 1)
		}),
		widget.SliderOpts.Images(
			&widget.SliderTrackImage{Idle: handle(0.04), Hover: handle(0.04)},
			&widget.ButtonImage{Idle: handle(0.3), Hover: handle(0.5), Pressed: handle(0.6)},
		),
		widget.SliderOpts.MinHandleSize(bar),
		widget.SliderOpts.TabOrder(-1),
		widget.SliderOpts.ChangedHandler(func(a *widget.SliderChangedEventArgs) {
			if a.Dragging {
				p.scrollTop = int(math.Round(float64(a.Current) / scrollbarSteps *
					float64(p.maxScroll())))
			}
		}),
		widget.SliderOpts.WidgetOpts(widget.WidgetOpts.LayoutData(image.Rect(box.Max.X-bar,
			box.Min.Y, box.Max.X, box.Max.Y))),
	)
	root.AddChild(p.scrollArea, p.scrollbar)
}

// addDivider adds the line between map and panel.
func (p *panel) addDivider(root *widget.Container) {
	s, box := p.style, p.layout.panel
	line := max(s.px(1), 1)
	edge := image.Rect(box.Min.X, box.Min.Y, box.Min.X+line, box.Max.Y)
	if head := p.layout.toolbar; !head.Empty() {
		edge = image.Rect(head.Min.X, head.Min.Y, head.Max.X, head.Min.Y+line)
	}
	root.AddChild(widget.NewContainer(
		widget.ContainerOpts.BackgroundImage(nine.NewNineSliceColor(s.border)),
		widget.ContainerOpts.WidgetOpts(widget.WidgetOpts.LayoutData(edge)),
	))
}

const scrollbarWidth = 10 // CSS pixels
