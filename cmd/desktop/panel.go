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

// panel is the content beside the map, drawn with ebitenui from the app's View. Its widgets are
// rebuilt when the content has changed, and it is redrawn when it may look different.
type panel struct {
	dispatch func(app.Action)
	actions  windowActions
	world    *scene.World
	fonts    fonts
	canvas   *gpu.Canvas

	ui           ebitenui.UI
	style        *style
	view         app.View
	themeSetting string // as in the app's state; "" means automatic
	layout       layout
	ratio        float64
	needsRebuild bool
	paintCount   int           // how often the panel has been drawn
	redrawFrames int           // for how many frames the panel has to be redrawn
	offscreen    *ebiten.Image // the panel as last drawn, as large as the window
	cursor       cursorAdapter

	makeContent func(width int) *widget.Container
	content     *widget.Container
	scrollArea  *widget.ScrollContainer
	scrollbar   *widget.Slider
	scrollTop   int // of the content, in device pixels

	// The state of the panel's own controls, by id.
	openSections map[string]bool // whether a section that the user toggled is open
	focusedRows  map[string]int  // the focused row of each table
	tableLayouts map[string]*tableLayout
	searchField  textField
	openMenu     string // the id of the open menu
	status       string // a message of the window
	draggedID    string // the control that the pointer drags
	revealFocus  bool   // the focused control has to be scrolled into view
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

// setView sets the app's view and the theme setting.
func (p *panel) setView(view app.View, themeSetting string) {
	if previous := p.view.Card; view.Card != nil &&
		(previous == nil || previous.ID != view.Card.ID) &&
		!p.hasFocus() {
		p.scrollTop = 0 // a new card is read from its beginning
	}
	if !sameView(p.view, view) || p.openMenu == "save" && p.view.Link != view.Link ||
		themeSetting != p.themeSetting {
		p.needsRebuild = true
	}
	p.view, p.themeSetting = view, themeSetting
}

// themeOrAuto returns the theme setting.
func (p *panel) themeOrAuto() string {
	if p.themeSetting == "" {
		return app.ThemeAuto
	}
	return p.themeSetting
}

// showStatus shows a message of the window.
func (p *panel) showStatus(message string) {
	p.status, p.needsRebuild, p.scrollTop = message, true, 0
}

// sameView reports whether the panel would show the same for two views. It ignores the fields that
// change with each mouse movement.
func sameView(a, b app.View) bool {
	for _, v := range []*app.View{&a, &b} {
		v.Revision, v.Tooltip, v.Announce, v.Crosshair, v.Link = 0, nil, "", false, ""
	}
	return reflect.DeepEqual(a, b)
}

// setLayout sets the layout and the pixel ratio.
func (p *panel) setLayout(l layout, ratio float64) {
	if ratio != p.ratio {
		p.style = nil
	}
	p.layout, p.ratio, p.needsRebuild = l, ratio, true
}

// invalidate schedules a redraw, because the panel may look different.
func (p *panel) invalidate() { p.redrawFrames = framesUntilIdle }

// update updates the widgets, once in each frame. It does not rebuild them while a mouse button is
// down, nor before they have received its release, except under a control that is being dragged.
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

// draw draws the panel onto the screen.
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

// scrollBy scrolls the content by delta CSS pixels.
func (p *panel) scrollBy(delta float64) {
	p.scrollTop += int(math.Round(delta * p.ratio))
	p.clampScroll()
	p.invalidate()
}

// maxScroll returns the maximum of scrollTop.
func (p *panel) maxScroll() int {
	if p.scrollArea == nil {
		return 0
	}
	_, height := p.content.PreferredSize()
	return max(height-p.layout.panel.Dy(), 0)
}

// clampScroll limits scrollTop and synchronizes the scroll area and the scrollbar with it.
func (p *panel) clampScroll() {
	if p.scrollArea == nil {
		return
	}
	maxScroll := p.maxScroll()
	visibility := widget.Visibility_Show
	if maxScroll == 0 {
		visibility = widget.Visibility_Hide_Blocking
	}
	p.scrollbar.GetWidget().SetVisibility(visibility)
	p.scrollTop = min(max(p.scrollTop, 0), maxScroll)
	p.scrollArea.ScrollTop = 0
	if maxScroll > 0 {
		p.scrollArea.ScrollTop = float64(p.scrollTop) / float64(maxScroll)
	}
	if current := int(math.Round(p.scrollArea.ScrollTop *
		scrollbarSteps)); p.scrollbar.Current != current {
		p.scrollbar.Current = current
	}
}

// rebuild creates all widgets and restores the focus.
func (p *panel) rebuild() {
	if p.view.UI == "" {
		return
	}
	theme := p.world.Theme(p.view.Theme)
	if p.style == nil || p.style.theme != theme {
		p.style = newStyle(theme, p.fonts, p.canvas, p.ratio)
	}
	focusedID := ""
	if focused := p.ui.GetFocusedWidget(); focused != nil && controlOf(focused) != nil {
		focusedID = controlOf(focused).id
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
	p.restoreFocus(focusedID)
}

// absoluteLayout places each widget at its layout data, an image.Rectangle in device pixels.
type absoluteLayout struct{}

func (*absoluteLayout) PreferredSize([]widget.PreferredSizeLocateableWidget) (int, int) {
	return 0, 0
}

func (*absoluteLayout) Layout(widgets []widget.PreferredSizeLocateableWidget, _ image.Rectangle) {
	for _, w := range widgets {
		if rect, ok := w.GetWidget().LayoutData.(image.Rectangle); ok {
			w.SetLocation(rect)
		}
	}
}

// scrollbarSteps is the resolution of the scrollbar.
const scrollbarSteps = 1000

// addScrollArea adds the scrolling content and the scrollbar beside it.
func (p *panel) addScrollArea(root *widget.Container) {
	s, rect := p.style, p.layout.panel
	barWidth := s.px(scrollbarWidth)
	p.content = p.makeContent(rect.Dx() - barWidth)
	background := nine.NewNineSliceColor(s.background)
	p.scrollArea = widget.NewScrollContainer(
		widget.ScrollContainerOpts.Content(p.content),
		widget.ScrollContainerOpts.StretchContentWidth(),
		widget.ScrollContainerOpts.Image(&widget.ScrollContainerImage{Idle: background,
			Mask: background}),
		widget.ScrollContainerOpts.WidgetOpts(widget.WidgetOpts.LayoutData(image.Rect(rect.Min.X,
			rect.Min.Y, rect.Max.X-barWidth, rect.Max.Y))),
	)
	shade := func(share float64) *nine.NineSlice {
		return nine.NewNineSliceColor(mixColors(s.background, s.foreground, share))
	}
	p.scrollbar = widget.NewSlider(
		widget.SliderOpts.Orientation(widget.DirectionVertical),
		widget.SliderOpts.MinMax(0, scrollbarSteps),
		widget.SliderOpts.PageSizeFunc(func() int {
			contentHeight := rect.Dy() + p.maxScroll()
			return max(scrollbarSteps*rect.Dy()/max(contentHeight, 1), 1)
		}),
		widget.SliderOpts.Images(
			&widget.SliderTrackImage{Idle: shade(0.04), Hover: shade(0.04)},
			&widget.ButtonImage{Idle: shade(0.3), Hover: shade(0.5), Pressed: shade(0.6)},
		),
		widget.SliderOpts.MinHandleSize(barWidth),
		widget.SliderOpts.TabOrder(-1),
		widget.SliderOpts.ChangedHandler(func(args *widget.SliderChangedEventArgs) {
			if args.Dragging {
				p.scrollTop = int(math.Round(float64(args.Current) / scrollbarSteps *
					float64(p.maxScroll())))
			}
		}),
		widget.SliderOpts.WidgetOpts(widget.WidgetOpts.LayoutData(image.Rect(rect.Max.X-barWidth,
			rect.Min.Y, rect.Max.X, rect.Max.Y))),
	)
	root.AddChild(p.scrollArea, p.scrollbar)
}

// addDivider adds the line between the map and the panel.
func (p *panel) addDivider(root *widget.Container) {
	s, rect := p.style, p.layout.panel
	line := max(s.px(1), 1)
	edge := image.Rect(rect.Min.X, rect.Min.Y, rect.Min.X+line, rect.Max.Y)
	if toolbar := p.layout.toolbar; !toolbar.Empty() {
		edge = image.Rect(toolbar.Min.X, toolbar.Min.Y, toolbar.Max.X, toolbar.Min.Y+line)
	}
	root.AddChild(widget.NewContainer(
		widget.ContainerOpts.BackgroundImage(nine.NewNineSliceColor(s.border)),
		widget.ContainerOpts.WidgetOpts(widget.WidgetOpts.LayoutData(edge)),
	))
}

const scrollbarWidth = 10 // CSS pixels
