namespace MultimodalEmbeddings.Training;

/// <summary>The validation of a training run.</summary>
/// <param name="Task">The name of the scored pairs.</param>
/// <param name="Pairs">Their number.</param>
/// <param name="EverySteps">How often it was done; the last step was always tried.</param>
public sealed record TrainingValidation(string Task, int Pairs, int EverySteps);
