using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Runtime;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Transformers;

/// <summary>Where an encoder's weights come from: a checkpoint, another encoder, or a seed.</summary>
internal static class EncoderWeights
{
    private const string PoolerWeight = "pooler.dense.weight";

    /// <exception cref="CheckpointMismatchException">A tensor is missing or has another shape than config.json says.</exception>
    public static TransformerModel Load(Checkpoint checkpoint)
    {
        var encoder = new TransformerModel(checkpoint.Configuration, checkpoint.Contains(PoolerWeight));
        ParameterMemory.Read(checkpoint, encoder);
        encoder.eval();
        return encoder;
    }

    /// <summary>A second encoder with the same weights.</summary>
    /// <param name="source">The first.</param>
    /// <param name="pooler">The pooler that the second is given a copy of, or null for none.</param>
    public static TransformerModel Clone(TransformerModel source, DenseTanh? pooler)
    {
        var clone = new TransformerModel(source.Configuration, pooler is not null);
        ParameterMemory.Copy(source.Body, clone.Body);
        if (pooler is not null)
        {
            ParameterMemory.Copy([pooler], [clone.Pooler!]);
        }

        clone.eval();
        return clone;
    }

    /// <summary>
    /// An untrained encoder: weights N(0, initializer range), biases 0, layer norms 1 and 0, as Hugging Face draws BERT's.
    /// </summary>
    public static TransformerModel Draw(EncoderConfiguration configuration, int seed)
    {
        using var generator = new Generator((ulong)seed);
        var encoder = new TransformerModel(configuration, configuration.Family.HasPooler);
        Draw(encoder, configuration.InitializerRange, generator);
        using (no_grad())
        using (var padding = encoder.get_parameter("embeddings.word_embeddings.weight")!.select(0, configuration.PaddingId))
        {
            padding.zero_();
        }

        encoder.eval();
        return encoder;
    }

    /// <summary>
    /// Draws a module's weights anew from N(0, <paramref name="range"/>); biases become 0, layer norms 1 and 0.
    /// </summary>
    public static void Draw(nn.Module module, double range, Generator generator)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();

        foreach (var (name, parameter) in module.named_parameters())
        {
            if (parameter.dim() > 1)
            {
                parameter.normal_(0, range, generator); // torch.nn.init takes a generator too, but does not use it
            }
            else
            {
                parameter.fill_(name.EndsWith("LayerNorm.weight", StringComparison.Ordinal) ? KeptScalar.One : KeptScalar.Zero);
            }
        }
    }
}
