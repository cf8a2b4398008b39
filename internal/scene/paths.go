package scene

import "truceline/internal/geo"

// OblastPath is the path of an oblast as it is drawn.
type OblastPath struct {
	ID string
	*Path
}

// ContestedPaths returns the ids of the contested land that Pick finds in a picture, by the paths
// that a canvas gets for it.
func (w *World) ContestedPaths(p *Picture) map[*Path]string {
	ids := map[*Path]string{}
	if d := newFrame(w, p); d.showsControl() {
		for _, f := range d.control.contested {
			for _, part := range f.parts {
				ids[part.path(d.level)] = f.id
			}
		}
	}
	return ids
}

// OblastPaths returns the oblasts as they are drawn in a picture.
func (w *World) OblastPaths(p *Picture) []OblastPath {
	level := newFrame(w, p).level
	var areas []OblastPath
	for _, f := range w.oblasts {
		var lines [][]geo.XY
		for _, part := range f.parts {
			if path := part.path(level); path != nil {
				lines = append(lines, path.Lines...)
			}
		}
		areas = append(areas, OblastPath{f.id, NewPath(lines)})
	}
	return areas
}
