"""The explorer: one page over an atlas, served on loopback or written as a static site."""
