// Package failure shows that nothing is lost, whatever breaks: it runs real processes, breaks them or what they stand on while
// people write, and compares what those people were told with what the journal holds. Rows are named as in the catalogue in
// realtime/SPEC.md, which says what each has to withstand.
//
// What is not a test in it is the judge: Record, which the clients write and no process that is killed can touch, and Check.
//
// Plain "go test" does a few cycles of each row. "make soak" does all of them, and "make soak ROW=F15 COUNT=200" one row;
// it goes on where it was interrupted.
package failure
