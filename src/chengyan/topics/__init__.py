"""Topic models on trial: fitted by several voices, tried by resampling, held against chance."""
