// Package bus carries hints between the nodes that serve the same boards. Everything it carries can be read again from the
// journal, or does not matter a second later; so a bus may lose, delay, repeat and reorder messages, and promises only this:
//
//   - Publish never blocks and never fails: what cannot be sent soon is dropped.
//   - A node does not hear itself.
//   - Where messages may have been lost and the bus can know it, it says so (Ear.Missed): when a subscription has come to
//     stand, for the first time or again, and when a message had to be dropped on the way to an ear.
//   - No message is made up or altered on the way.
//
// The package holds the interface and [None]; redisbus is the one that reaches other machines.
package bus

// MaxMessage is the longest message, in bytes. A longer one is dropped.
const MaxMessage = 64 << 10

// Bus is one node's access to the others. It is safe for use by many goroutines.
type Bus interface {
	// Listen tells ear what the other nodes publish under a topic, until stop is called, which waits for a call in progress.
	// It does not wait for the subscription to stand: Missed is called when it does. Topics are short ASCII names; one is
	// listened to once at a time.
	Listen(topic string, ear Ear) (stop func())

	// Publish sends a message to everybody who listens to the topic. The message must not change afterwards. Messages of one
	// node under one topic arrive in order, as far as they arrive.
	Publish(topic string, message []byte)

	// Ready tells whether messages get through at the moment; the error is for the operator and names what to do.
	Ready() error

	// Close ends all subscriptions. What was published and is still under way may be lost. Closing twice is harmless.
	Close() error
}

// Ear hears one topic. Its methods are called one at a time, must be quick and must not call the Bus.
type Ear interface {
	// Heard takes a message of another node; its bytes are the ear's.
	Heard(message []byte)
	// Missed says that messages may have been lost: read what they were about from the journal.
	Missed()
}

// None is a bus that reaches nobody, for nodes that share a journal and nothing else. They still see each other's changes, by
// looking at the journal every second.
type None struct{}

// Listen implements [Bus].
func (None) Listen(string, Ear) (stop func()) { return func() {} }

// Publish implements [Bus].
func (None) Publish(string, []byte) {}

// Ready implements [Bus].
func (None) Ready() error { return nil }

// Close implements [Bus].
func (None) Close() error { return nil }
