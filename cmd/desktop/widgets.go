package main

import (
	"image"
	"image/color"
	"strings"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/text/v2"

	nine "github.com/ebitenui/ebitenui/image"
)

// Sizes in CSS pixels.
const (
	margin        = 16
	buttonSize    = 34 // of a button with an icon
	buttonPadding = 8  // beside a button's text
)

func (p *Panel) newText(content string, face *text.Face, c color.Color, width int,
	opts ...widget.WidgetOpt) *widget.Text {
	return widget.NewText(
		widget.TextOpts.Text(content, face, c),
		widget.TextOpts.MaxWidth(float64(width)),
		widget.TextOpts.WidgetOpts(opts...),
	)
}

// newHeading returns a text with balanced lines, for headings and figures.
func (p *Panel) newHeading(label string, face *text.Face, width int) *widget.Text {
	return p.newText(strings.Join(balanceLines(label, *face, float64(width)), "\n"), face,
		p.style.foreground, width)
}

// newSpacer returns an empty widget of a height in CSS pixels.
func (p *Panel) newSpacer(css float64) *widget.Container {
	return widget.NewContainer(widget.ContainerOpts.WidgetOpts(widget.WidgetOpts.MinSize(1,
		p.style.px(css))))
}

// newRow returns a horizontal container.
func (p *Panel) newRow(spacing float64) *widget.Container {
	return widget.NewContainer(widget.ContainerOpts.Layout(widget.NewRowLayout(
		widget.RowLayoutOpts.Direction(widget.DirectionHorizontal),
		widget.RowLayoutOpts.Spacing(p.style.px(spacing)),
	)))
}

// newColumn returns a vertical container.
func (p *Panel) newColumn(spacing float64) *widget.Container {
	return widget.NewContainer(widget.ContainerOpts.Layout(widget.NewRowLayout(
		widget.RowLayoutOpts.Direction(widget.DirectionVertical),
		widget.RowLayoutOpts.Spacing(p.style.px(spacing)),
	)))
}

// newContentColumn returns a vertical container with padding, width device pixels wide, and the
// width of its content.
func (p *Panel) newContentColumn(width int) (c *widget.Container, innerWidth int) {
	pad := p.style.px(margin)
	return widget.NewContainer(widget.ContainerOpts.Layout(widget.NewRowLayout(
		widget.RowLayoutOpts.Direction(widget.DirectionVertical),
		widget.RowLayoutOpts.Spacing(p.style.px(7)),
		widget.RowLayoutOpts.Padding(&widget.Insets{Left: pad, Right: pad, Top: pad, Bottom: pad}),
	))), width - 2*pad
}

// boxPadding is the padding of a box in CSS pixels.
const boxPadding = 12

// newBox returns a vertical container with a background, and the width of its content.
func (p *Panel) newBox(width int) (c *widget.Container, innerWidth int) {
	pad := p.style.px(boxPadding)
	return widget.NewContainer(
		widget.ContainerOpts.BackgroundImage(nine.NewNineSliceColor(p.style.raised)),
		widget.ContainerOpts.WidgetOpts(
			widget.WidgetOpts.LayoutData(widget.RowLayoutData{Stretch: true})),
		widget.ContainerOpts.Layout(widget.NewRowLayout(
			widget.RowLayoutOpts.Direction(widget.DirectionVertical),
			widget.RowLayoutOpts.Spacing(p.style.px(6)),
			widget.RowLayoutOpts.Padding(&widget.Insets{Left: pad, Right: pad, Top: pad,
				Bottom: pad}),
		)),
	), width - 2*pad
}

// centerInRow centres a widget in its row.
var centerInRow = widget.WidgetOpts.LayoutData(
	widget.RowLayoutData{Position: widget.RowLayoutPositionCenter})

// newParagraph returns a text in which long words, such as paths, are broken.
func (p *Panel) newParagraph(content string, face text.Face, width int) *customWidget {
	s := p.style
	lines := wrapText(content, face, float64(width))
	rowHeight := lineHeight(face)
	return p.newCustomWidget(image.Pt(width, len(lines)*rowHeight), nil,
		func(screen *ebiten.Image, rect image.Rectangle) {
			for i, line := range lines {
				textLine{line, face, s.foreground, 0, i * rowHeight}.draw(screen, rect.Min.X,
					rect.Min.Y)
			}
		})
}

// addNotes adds texts in the small face.
func (p *Panel) addNotes(parent *widget.Container, notes []string, width int) {
	for _, note := range notes {
		parent.AddChild(p.newText(note, &p.style.small, p.style.muted, width))
	}
}

// newChoiceButton returns one of several buttons of which one is selected.
func (p *Panel) newChoiceButton(label string, selected bool, ctl *control) *widget.Button {
	s := p.style
	if selected {
		return p.newButton(label, &s.bold, s.selectedButton, ctl)
	}
	return p.newButton(label, &s.body, s.button, ctl)
}

func (p *Panel) newTextButton(label string, ctl *control, opts ...widget.WidgetOpt) *widget.Button {
	return p.newButton(label, &p.style.body, p.style.button, ctl, opts...)
}

func (p *Panel) newButton(label string, face *text.Face, images *widget.ButtonImage, ctl *control,
	opts ...widget.WidgetOpt) *widget.Button {
	s := p.style
	b := widget.NewButton(
		widget.ButtonOpts.WidgetOpts(append(opts, ctl.widgetOption())...),
		widget.ButtonOpts.Image(images),
		widget.ButtonOpts.Text(label, face, &widget.ButtonTextColor{Idle: s.foreground}),
		widget.ButtonOpts.TextPadding(&widget.Insets{Left: s.px(buttonPadding),
			Right: s.px(buttonPadding), Top: s.px(5), Bottom: s.px(5)}),
		widget.ButtonOpts.ClickedHandler(func(*widget.ButtonClickedEventArgs) { ctl.activate() }),
	)
	b.DisableDefaultKeys = true
	return b
}

// addWrappedButtons adds buttons in as many rows as they need.
func (p *Panel) addWrappedButtons(parent *widget.Container, width int, buttons ...*widget.Button) {
	const spacing = 6
	row, remaining := p.newRow(spacing), width
	for _, b := range buttons {
		b.Validate()
		w, _ := b.PreferredSize()
		if len(row.Children()) > 0 && w > remaining {
			parent.AddChild(row)
			row, remaining = p.newRow(spacing), width
		}
		row.AddChild(b)
		remaining -= w + p.style.px(spacing)
	}
	parent.AddChild(row)
}

// newIconButton returns a button with an icon. A tooltip shows its name.
func (p *Panel) newIconButton(img *ebiten.Image, name string, ctl *control,
	opts ...widget.WidgetOpt) *widget.Button {
	s := p.style
	opts = append(opts, ctl.widgetOption(),
		widget.WidgetOpts.MinSize(s.px(buttonSize), s.px(buttonSize)))
	if name != "" {
		opts = append(opts,
			widget.WidgetOpts.ToolTip(widget.NewTextToolTip(name, &s.small, s.foreground,
				s.tooltip)))
	}
	b := widget.NewButton(
		widget.ButtonOpts.WidgetOpts(opts...),
		widget.ButtonOpts.Image(s.button),
		widget.ButtonOpts.Graphic(&widget.GraphicImage{Idle: img}),
		widget.ButtonOpts.ClickedHandler(func(*widget.ButtonClickedEventArgs) { ctl.activate() }),
	)
	b.DisableDefaultKeys = true
	return b
}

// addSection adds a collapsible heading and reports whether its section is open. The parameter open
// is the initial state.
func (p *Panel) addSection(parent *widget.Container, id, title string, width int, open bool) bool {
	s := p.style
	if setting, ok := p.openSections[id]; ok {
		open = setting
	}
	ctl := &control{id: "fold-" + id,
		activate: func() { p.openSections[id], p.needsRebuild = !open, true }}
	iconWidth := s.px(20)
	lines := wrapText(title, s.heading, float64(width-iconWidth))
	rowHeight := lineHeight(s.heading)
	icon := chevronRight
	if open {
		icon = chevronDown
	}
	var headingWidget *customWidget
	headingWidget = p.newCustomWidget(image.Pt(width, len(lines)*rowHeight+s.px(10)), ctl,
		func(screen *ebiten.Image, rect image.Rectangle) {
			c := s.muted
			if headingWidget.hovered || headingWidget.focused {
				c = s.foreground
			}
			s.fillRect(screen,
				image.Rect(rect.Min.X, rect.Min.Y, rect.Max.X, rect.Min.Y+max(s.px(1), 1)),
				s.divider)
			s.strokePath(screen, icon, float64(rect.Max.X)-float64(s.px(8)),
				float64(rect.Min.Y+s.px(6))+float64(rowHeight)/2, 3.5, c)
			for i, line := range lines {
				drawText(screen, line, s.heading, c, rect.Min.X, rect.Min.Y+s.px(6)+i*rowHeight)
			}
		})
	parent.AddChild(headingWidget)
	return open
}
