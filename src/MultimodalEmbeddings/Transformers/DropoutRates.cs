using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Transformers;

/// <summary>The parts that training drops, place by place; the families differ in the places.</summary>
/// <param name="Embeddings">Of hidden state 0.</param>
/// <param name="AttentionWeights">Of the weights that attention gives to tokens.</param>
/// <param name="AttentionOutput">Of what attention adds to the hidden states.</param>
/// <param name="Widened">Of the components between the two products of the feed-forward part.</param>
/// <param name="FeedForwardOutput">Of what the feed-forward part adds to the hidden states.</param>
internal sealed record DropoutRates(
    double Embeddings, double AttentionWeights, double AttentionOutput, double Widened, double FeedForwardOutput)
{
    public static DropoutRates Of(EncoderConfiguration configuration)
    {
        var (hidden, attention) = (configuration.HiddenDropout, configuration.AttentionDropout);
        return configuration switch
        {
            { ModernBert: { } modern } => new(modern.EmbeddingDropout, attention, attention, modern.FeedForwardDropout, 0),
            { ModelType: "distilbert" } => new(hidden, attention, 0, 0, hidden),
            _ => new(hidden, attention, hidden, 0, hidden),
        };
    }
}
