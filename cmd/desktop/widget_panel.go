package main

import (
	"image"
	"math"

	"github.com/ebitenui/ebitenui"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	nine "github.com/ebitenui/ebitenui/image"
)

// Panel is a scrolling column of widgets, and fixed widgets beside it. It is redrawn when it may
// look different. Its widgets are created anew when their content has changed; its controls keep
// their state by their ids. Positions are in device pixels.
type Panel struct {
	ui    ebitenui.UI
	style *style
	ratio float64         // device pixels per CSS pixel
	area  image.Rectangle // of the scrolling content and its scrollbar

	needsRebuild bool
	paintCount   int           // how often the panel has been drawn
	redrawFrames int           // for how many frames the panel has to be redrawn
	offscreen    *ebiten.Image // the panel as last drawn, as large as the screen
	cursor       cursorAdapter

	content    *widget.Container
	scrollArea *widget.ScrollContainer
	scrollbar  *widget.Slider
	scrollTop  int // of the content, in device pixels

	// The state of the controls, by id.
	openSections map[string]bool         // whether a section that the user toggled is open
	focusedRows  map[string]int          // the focused row of each table
	tables       map[string]*tableWidget // as last built
	draggedID    string                  // the control that the pointer drags
	revealFocus  bool                    // the focused control has to be scrolled into view
}

// newWidgetPanel returns a panel without widgets.
func newWidgetPanel() *Panel {
	p := &Panel{ratio: 1, openSections: map[string]bool{}, focusedRows: map[string]int{},
		tables: map[string]*tableWidget{}}
	p.ui.DisableDefaultFocus = true
	return p
}

// setArea sets the rectangle of the scrolling content in device pixels, and the number of device
// pixels per CSS pixel. A new ratio discards the style.
func (p *Panel) setArea(area image.Rectangle, ratio float64) {
	if ratio != p.ratio {
		p.style = nil
	}
	p.area, p.ratio, p.needsRebuild = area, ratio, true
}

// redrawnFrames is for how many frames a panel is redrawn after a change. Its layout needs two
// frames to settle.
const redrawnFrames = 6

// invalidate schedules a redraw, because the panel may look different.
func (p *Panel) invalidate() { p.redrawFrames = redrawnFrames }

// updateWidgets updates the widgets, once in each frame. If they need a rebuild it calls rebuild,
// which calls replaceWidgets. It does not while a mouse button is down, nor before the widgets have
// received its release, except under a control that is being dragged.
func (p *Panel) updateWidgets(rebuild func()) {
	p.cursor.install()
	if p.needsRebuild &&
		(!p.cursor.down && !p.cursor.wasDown || p.draggedID != "" || p.ui.Container == nil) {
		p.needsRebuild = false
		rebuild()
		p.invalidate()
	}
	if p.ui.Container != nil {
		p.ui.Update()
	}
}

// draw draws the panel onto the screen.
func (p *Panel) draw(screen *ebiten.Image) {
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

func (p *Panel) paint() {
	p.paintCount++
	p.clampScroll()
	p.offscreen.Clear()
	p.cursor.install()
	p.ui.Draw(p.offscreen)
	p.drawFocusRing()
}

// scrollBy scrolls the content by delta CSS pixels.
func (p *Panel) scrollBy(delta float64) {
	p.scrollTop += int(math.Round(delta * p.ratio))
	p.clampScroll()
	p.invalidate()
}

// maxScroll returns the maximum of scrollTop.
func (p *Panel) maxScroll() int {
	if p.scrollArea == nil {
		return 0
	}
	_, height := p.content.PreferredSize()
	return max(height-p.area.Dy(), 0)
}

// clampScroll limits scrollTop and synchronizes the scroll area and the scrollbar with it.
func (p *Panel) clampScroll() {
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

// replaceWidgets replaces all widgets by those that add adds, and restores the focus. A widget
// outside the scroll area has an image.Rectangle in device pixels as its layout data.
func (p *Panel) replaceWidgets(add func(root *widget.Container)) {
	focusedID := ""
	if focused := p.ui.GetFocusedWidget(); focused != nil && controlOf(focused) != nil {
		focusedID = controlOf(focused).id
	}
	root := widget.NewContainer(widget.ContainerOpts.Layout(&absoluteLayout{}))
	p.ui.Container = root
	p.scrollArea = nil
	add(root)
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

const (
	scrollbarSteps = 1000 // the resolution of the scrollbar
	scrollbarWidth = 10   // CSS pixels
)

// addScrollArea adds the scrolling content and the scrollbar beside it. makeContent returns the
// content for a width in device pixels.
func (p *Panel) addScrollArea(root *widget.Container,
	makeContent func(width int) *widget.Container) {
	s, rect := p.style, p.area
	barWidth := s.px(scrollbarWidth)
	p.content = makeContent(rect.Dx() - barWidth)
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
