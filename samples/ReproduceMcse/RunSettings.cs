namespace ReproduceMcse;

/// <summary>The settings that all runs of a table share.</summary>
/// <param name="Model">The name of the directory that training starts from.</param>
/// <param name="Steps">Of training.</param>
/// <param name="Sentences">Of the text corpus.</param>
/// <param name="Precision">Of the matrix products in training.</param>
internal sealed record RunSettings(string Model, int Steps, int Sentences, string Precision)
{
    /// <summary>What of these settings differs from the original's, so that the numbers need not agree; null for nothing.</summary>
    public string? Departure => (Steps, Sentences) == (Protocol.Steps, Protocol.Sentences)
        ? null
        : $"The original's runs have {Protocol.Steps} steps and {Protocol.Sentences} sentences, these {Steps} and {Sentences}: "
            + "the numbers need not agree.";
}
