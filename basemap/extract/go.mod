module truceline/basemap/extract

go 1.26.8

require (
	github.com/jonas-p/go-shp v0.1.1
	github.com/paulmach/orb v0.14.0
	github.com/sams96/rgeo v1.3.0
)

require (
	github.com/golang/geo v0.0.0-20230421003525-6adc56603217 // indirect
	github.com/twpayne/go-geom v1.6.0 // indirect
)
