package scene

import (
	"slices"
	"strings"

	"truceline/internal/geo"
)

// textLine is a line of a label. dx and dy lead from the label's anchor to the left end of its
// baseline, in CSS pixels.
type textLine struct {
	text   string
	style  TextStyle
	dx, dy float64
}

// textBlock is a text broken into lines.
type textBlock struct {
	lines      []textLine // dy is from the first baseline; dx is not set yet
	lineWidths []float64
	// width is the width of the widest line. height is from the top of the first line's capitals to
	// the last baseline. All lengths are CSS pixels.
	width, height, capHeight float64
}

// textBlocks returns the ways to break the callout's text, the best first. Its sizes are shares of
// the text's own size, and of each size there are at most maxBlocks.
func (c *callout) textBlocks(fonts *Fonts, maxBlocks int, shares ...float64) (out []textBlock) {
	for _, share := range shares {
		paragraphs := slices.Clone(c.paragraphs)
		for i := range paragraphs {
			s := &paragraphs[i].style
			s.Size = max(share*s.Size, min(s.Size, minLabelSize))
		}
		widest := calloutMaxEms * paragraphs[0].style.Size
		count := 0
		for lines := 1; lines <= c.maxLines && count < maxBlocks; lines++ {
			b, ok := breakIntoLines(fonts, paragraphs, lines)
			if ok && (b.width <= widest || lines == c.maxLines) {
				out = append(out, b)
				count++
			}
		}
	}
	return out
}

// breakIntoLines breaks paragraphs into count lines that are as equally wide as possible. Each
// paragraph begins on a line of its own, but paragraphs of one style may share a single line. The
// result is false if there are not enough words, or if the paragraphs need more lines.
func breakIntoLines(fonts *Fonts, paragraphs []paragraph, count int) (b textBlock, ok bool) {
	if count < len(paragraphs) {
		if count > 1 || slices.ContainsFunc(paragraphs, func(p paragraph) bool {
			return p.style != paragraphs[0].style
		}) {
			return b, false
		}
		texts := make([]string, len(paragraphs))
		for i, p := range paragraphs {
			texts[i] = p.text
		}
		paragraphs = []paragraph{{strings.Join(texts, " "), paragraphs[0].style}}
	}
	lines := breakParagraphs(fonts, paragraphs, count)
	if lines == nil {
		return b, false
	}
	b = newTextBlock(fonts, paragraphs, lines)
	return b, len(b.lines) == count
}

// breakParagraphs returns the lines of each paragraph, count in all, or nil if there are not enough
// words. It repeatedly gives another line to the paragraph with the widest line.
func breakParagraphs(fonts *Fonts, paragraphs []paragraph, count int) [][]string {
	lines := make([][]string, len(paragraphs))
	for i, p := range paragraphs {
		lines[i] = []string{p.text}
	}
	for range count - len(paragraphs) {
		widest, width := 0, -1.0
		for i, p := range paragraphs {
			if w := maxLineWidth(fonts, lines[i], p.style); w > width &&
				len(lines[i]) < len(splitWords(p.text)) {
				widest, width = i, w
			}
		}
		if width < 0 {
			return nil
		}
		lines[widest] = breakEvenly(fonts, paragraphs[widest], len(lines[widest])+1)
	}
	return lines
}

// newTextBlock returns the block with the lines of each paragraph.
func newTextBlock(fonts *Fonts, paragraphs []paragraph, lines [][]string) (b textBlock) {
	y := 0.0
	for i, p := range paragraphs {
		for _, text := range lines[i] {
			if len(b.lines) > 0 {
				y += calloutLineHeight * p.style.Size
			}
			w := fonts.Advance(text, p.style)
			b.lines = append(b.lines, textLine{text: text, style: p.style, dy: y})
			b.lineWidths = append(b.lineWidths, w)
			b.width = max(b.width, w)
		}
	}
	b.capHeight = fonts.CapHeight(paragraphs[0].style)
	b.height = y + b.capHeight
	return b
}

// anchoredBox returns the box of the block at a side of an anchor, at a gap in CSS pixels. Without
// a gap it is centred on the anchor.
func (b *textBlock) anchoredBox(anchor geo.XY, side labelSide, gap float64) anchoredBox {
	left, last := side.textOrigin(b.width, b.height, gap)
	first := last - b.height + b.capHeight
	lastStyle := b.lines[len(b.lines)-1].style
	return anchoredBox{
		anchor, left - textPadding, first - ascent*b.lines[0].style.Size - textPadding,
		left + b.width + textPadding, last + descent*lastStyle.Size + textPadding,
	}
}

// placedLabel returns the block as a label at the position of anchoredBox, with a leader if there
// is a gap. Its lines are centred, or aligned to the leader's side.
func (b *textBlock) placedLabel(key labelID, anchor geo.XY, side labelSide,
	gap float64) placedLabel {
	left, last := side.textOrigin(b.width, b.height, gap)
	first := last - b.height + b.capHeight
	label := placedLabel{
		text: key.text, style: b.lines[0].style, anchor: anchor, lines: slices.Clone(b.lines),
		box: b.anchoredBox(anchor, side, gap),
	}
	for i := range label.lines {
		l := &label.lines[i]
		spare := b.width - b.lineWidths[i]
		switch {
		case side.x > 0.5:
			spare = 0
		case side.x >= -0.5:
			spare /= 2
		}
		l.dx, l.dy = left+spare, first+l.dy
	}
	label.dx, label.dy = label.lines[0].dx, label.lines[0].dy
	if gap > 0 {
		label.leader = newLeader(left, last, b.width, b.height, 0)
	}
	return label
}

// restyle changes the style of all lines of a label.
func (l *placedLabel) restyle(change func(*TextStyle)) {
	change(&l.style)
	for i := range l.lines {
		change(&l.lines[i].style)
	}
}

// textLines returns the lines of a label: those of a callout, or its only one.
func (l *placedLabel) textLines() []textLine {
	if len(l.lines) > 0 {
		return l.lines
	}
	return []textLine{{l.text, l.style, l.dx, l.dy}}
}

// paragraph is a text in one style.
type paragraph struct {
	text  string
	style TextStyle
}
