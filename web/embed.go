// Package web carries the built single-page app inside the server's binary.
//
// The app is TypeScript and Svelte under src/ and is built into dist/ by
// "make web". What is built is not committed: dist holds one committed, empty
// file, so that a fresh clone compiles, and go test runs, without Node.
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Files returns the built app, rooted at the folder that holds index.html.
// It is read-only and safe for concurrent use. When the app was not built
// before the binary was (see Built), it has no index.html.
func Files() fs.FS {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic("web: the embedded folder has a fixed, valid name: " + err.Error())
	}
	return files
}

// Built reports whether the app was built before this binary was, that is,
// whether Files holds an index.html. A server that is not built should say so
// ("make web", then start again) instead of answering "not found".
func Built() bool {
	_, err := fs.Stat(Files(), "index.html")
	return err == nil
}
