"""What a text puts first, by a codebook whose error is measured."""
