using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Training;
using MultimodalEmbeddings.Transformers;
using TorchSharp;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>A copy of an encoder's weights with a text head, as the trainer makes it.</summary>
internal sealed class TrainedModel : IDisposable
{
    public TrainedModel(SentenceEncoder encoder, TrainingPrecision precision = TrainingPrecision.Full)
    {
        Encoder = encoder.ToModules().Transformer;
        Encoder.TakesProductsInBFloat16 = precision == TrainingPrecision.BFloat16;
        Heads = new ProjectionHeads(encoder.Dimension);
        using var generator = random.manual_seed(1); // nn.init draws from libtorch's own generator, whichever it is given
        Heads.Draw(0.02, generator);
        var settings = new ContrastiveSettings(
            Pooling.Cls, encoder.Tokenizer.PaddingId, new TrainingOptions().Temperature, Objectives: []);
        Objective = new ContrastiveModel(new EmbeddingModel(Encoder, []), Heads, settings);
    }

    public TransformerModel Encoder { get; }

    public ProjectionHeads Heads { get; }

    public ContrastiveModel Objective { get; }

    public void Dispose()
    {
        Encoder.Dispose();
        Heads.Dispose();
    }

    /// <summary>A loss without dropout and without gradients.</summary>
    public double Evaluate(Func<Tensor> loss)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();

        Encoder.eval();
        return loss().ToDouble();
    }
}
