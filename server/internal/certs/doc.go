// Package certs has the certificates that the server shows by itself, where no proxy in front does: from two files that
// somebody else renews, or from an authority that speaks ACME (RFC 8555), such as Let's Encrypt.
//
// It promises:
//
//   - A certificate that was renewed is shown to whoever connects from then on; connections that are open are not touched.
//   - What cannot be read, or has no certificate in it, replaces nothing: the last good one is shown on, and Warnings says so.
//   - An authority is asked for the names that were listed and for no other, whatever name a visitor asks for.
package certs
