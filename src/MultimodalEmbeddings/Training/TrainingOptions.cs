namespace MultimodalEmbeddings.Training;

/// <summary>Settings of a training run. The defaults are those of the paper's scripts for BERT.</summary>
public sealed record TrainingOptions
{
    /// <summary>Passes over the data; 3 by default.</summary>
    public int Epochs { get; init; } = 3;

    /// <summary>
    /// Ends the run after so many steps, to which the learning rate then decays; null, the default, for all epochs.
    /// </summary>
    public int? MaximumSteps { get; init; }

    /// <summary>Sentences in a batch, at least 2: the others are each one's negatives. 64 by default.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>
    /// Batches whose losses are averaged in one step; 1 by default. Epochs follow one another without a break, so that only the
    /// last step of a run may have fewer, and is averaged over those it has.
    /// </summary>
    public int AccumulationSteps { get; init; } = 1;

    /// <summary>The learning rate at its highest; 3e-5 by default. It decays linearly to 0.</summary>
    public double LearningRate { get; init; } = 3e-5;

    /// <summary>Steps in which the learning rate rises from 0, fewer than the run has; 0 by default.</summary>
    public int WarmupSteps { get; init; }

    /// <summary>Decoupled weight decay, not applied to biases and layer norms; 0 by default.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Gradients of all parameters together are scaled down to this norm; 1 by default.</summary>
    public double GradientClipping { get; init; } = 1;

    /// <summary>Longer sentences are cut while training, special tokens included in the count; 32 by default.</summary>
    public int MaximumTokens { get; init; } = 32;

    /// <summary>Softmax temperature τ of the text objective; 0.05 by default. Known elsewhere as scale = 1/τ.</summary>
    public double Temperature { get; init; } = 0.05;

    /// <summary>
    /// Every how many batches one holds captions, where there are both sentences and captions; at least 2 then. Null, the
    /// default, for the reference's: the number of text batches divided by that of caption batches, rounded down. Several
    /// captioned corpora share these batches in proportion to their sizes, as triplets share the others with the sentences.
    /// </summary>
    public int? ImagePairInterval { get; init; }

    /// <summary>
    /// Leaves parameters alone in steps that give them no gradient. Off by default, as in the reference, whose grounding and
    /// visual heads keep moving by their momentum through the steps between two caption batches; current PyTorch would skip them.
    /// </summary>
    public bool SkipUntouchedParameters { get; init; }

    /// <summary>
    /// Ends the run after so many validations in a row without a new best score; null, the default, for never. The learning
    /// rate then ends above 0.
    /// </summary>
    public int? Patience { get; init; }

    /// <summary>
    /// Sentences that are encoded at once with what their gradients need; null, the default, for the whole batch. The memory of a
    /// step is then that of a batch of so many and the gradients, which are as large as the weights; the price is to encode every
    /// sentence twice. Gradients are those of the whole batch, all of whose sentences are negatives (GradCache; Gao et al. 2021).
    /// Dropout is drawn chunk by chunk.
    /// </summary>
    public int? ChunkSize { get; init; }

    /// <summary>What products are computed in; float32 by default.</summary>
    public TrainingPrecision Precision { get; init; }

    /// <summary>
    /// Sets the heads' weights, dropout and the order of the data: the same seed is the same run. 42 by default.
    /// </summary>
    public int Seed { get; init; } = 42;

    /// <summary>Batches of all epochs.</summary>
    internal long BatchesOf(int batchesPerEpoch) => (long)Epochs * batchesPerEpoch;

    /// <summary>Steps of the run; the last one may have fewer batches than the others.</summary>
    internal int StepsOf(int batchesPerEpoch) => (int)Math.Min(
        MaximumSteps ?? int.MaxValue, (BatchesOf(batchesPerEpoch) + AccumulationSteps - 1) / AccumulationSteps);

    /// <summary>Every fault of the settings, as sentences.</summary>
    internal IEnumerable<string> Faults()
    {
        (bool Wrong, string Fault)[] checks =
        [
            (Epochs < 1, $"Epochs must be at least 1; it is {Epochs}."),
            (MaximumSteps < 1, $"MaximumSteps must be at least 1 or null; it is {MaximumSteps}."),
            (BatchSize < 2, $"BatchSize must be at least 2, since the other sentences are the negatives; it is {BatchSize}."),
            (AccumulationSteps < 1, $"AccumulationSteps must be at least 1; it is {AccumulationSteps}."),
            (!(LearningRate > 0 && double.IsFinite(LearningRate)), $"LearningRate must be positive; it is {LearningRate}."),
            (WarmupSteps < 0, $"WarmupSteps must not be negative; it is {WarmupSteps}."),
            (!(WeightDecay >= 0 && double.IsFinite(WeightDecay)), $"WeightDecay must not be negative; it is {WeightDecay}."),
            (!(GradientClipping > 0), $"GradientClipping must be positive; it is {GradientClipping}."),
            (MaximumTokens < 3, $"MaximumTokens must be at least 3, a token between the special ones; it is {MaximumTokens}."),
            (!(Temperature > 0 && double.IsFinite(Temperature)), $"Temperature must be positive; it is {Temperature}."),
            (ImagePairInterval < 1, $"ImagePairInterval must be at least 1 or null; it is {ImagePairInterval}."),
            (ChunkSize < 1, $"ChunkSize must be at least 1 or null; it is {ChunkSize}."),
            (!Enum.IsDefined(Precision), $"Precision must be Full or BFloat16; it is {Precision}."),
            (Patience < 1, $"Patience must be at least 1 or null; it is {Patience}."),
        ];
        return checks.Where(check => check.Wrong).Select(check => check.Fault);
    }
}
