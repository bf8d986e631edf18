namespace MultimodalEmbeddings.Training;

/// <summary>A loss or a gradient is no longer a number; the encoder keeps the weights that it had before the run.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>An exception without further word.</summary>
    public TrainingDivergedException()
    {
    }

    /// <summary>An exception with its message.</summary>
    public TrainingDivergedException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with its message and cause.</summary>
    public TrainingDivergedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal TrainingDivergedException(int step, double loss, double gradientNorm)
        : base($"Training diverged in step {step}: the loss is {loss}, the gradient norm {gradientNorm}. Lower the learning rate " +
            "or raise the temperature, and see whether the features hold very large values.")
    {
    }
}
