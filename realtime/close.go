package realtime

import "fmt"

// CloseCode says why a connection ends, and so what the client does next (SPEC §5).
type CloseCode int

// The codes. Those below 4000 are websocket's own.
const (
	CloseDone       CloseCode = 1000 // a poll has said something: ask again (SPEC §7)
	CloseGone       CloseCode = 1001 // the other side went away
	CloseProtocol   CloseCode = 1002 // broken framing
	CloseBinary     CloseCode = 1003 // a binary message
	CloseNotUTF8    CloseCode = 1007
	CloseTooBig     CloseCode = 1009
	CloseInternal   CloseCode = 1011 // our fault; reconnect
	CloseRestart    CloseCode = 1012 // reconnect after bye.in
	CloseOverloaded CloseCode = 1013 // reconnect later
	CloseBadFrame   CloseCode = 4001 // a bug of the client: stop
	CloseSuperseded CloseCode = 4002 // stop: another connection took over
	CloseRevoked    CloseCode = 4003 // stop: no longer on this board
	CloseNoBoard    CloseCode = 4004 // stop: there is no such board
	CloseSignIn     CloseCode = 4005 // fetch a session again
	CloseSlow       CloseCode = 4006 // reconnect now
	CloseHello      CloseCode = 4007 // the first frame was no hello, or a later one was
)

// closeNames is the one table of codes; the name is also the reason sent. Reasons never hold what a client sent.
var closeNames = map[CloseCode]string{
	CloseDone: "done", CloseGone: "gone", CloseProtocol: "protocol", CloseBinary: "binary", CloseNotUTF8: "not_utf8", CloseTooBig: "too_big",
	CloseInternal: "error", CloseRestart: "restart", CloseOverloaded: "overloaded", CloseBadFrame: "bad_frame",
	CloseSuperseded: "superseded", CloseRevoked: "revoked", CloseNoBoard: "no_board", CloseSignIn: "sign_in",
	CloseSlow: "slow", CloseHello: "hello",
}

func (c CloseCode) String() string {
	if n := closeNames[c]; n != "" {
		return n
	}
	return fmt.Sprintf("code %d", int(c))
}

// CloseError says that a connection was, or is to be, closed with a code. A [Conn]'s Read returns one for a message
// that no client may send; Serve returns the one it closed with.
type CloseError struct{ Code CloseCode }

func (e *CloseError) Error() string { return "closed: " + e.Code.String() }
