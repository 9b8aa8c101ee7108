"""Tags of the finder's templates."""
